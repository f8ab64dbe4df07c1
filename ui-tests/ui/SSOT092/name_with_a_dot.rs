//! A key stands in the table of its prefix.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    #[config(rename = "tls.port")]
    pub port: u16,
}

fn main() {}
