//! The underscore between prefix and key is not part of the prefix.

use ssot::ssot_config;

#[ssot_config(prefix = "WS_")]
pub struct WsConfig {
    pub port: u16,
}

fn main() {}
