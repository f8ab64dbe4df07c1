//! One struct has a key twice.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    pub port: u16,
    #[config(rename = "port")]
    pub other: u16,
}

fn main() {}
