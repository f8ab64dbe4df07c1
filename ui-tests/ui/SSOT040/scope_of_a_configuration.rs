//! A configuration is a singleton.

use ssot::ssot_config;

#[ssot_config(prefix = "WS", scope = transient)]
pub struct WsConfig {
    pub port: u16,
}

fn main() {}
