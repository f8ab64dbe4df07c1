//! A configuration that no layer gave.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    pub port: u16,
}

fn main() {
    let _ = WsConfig { port: 80 };
}
