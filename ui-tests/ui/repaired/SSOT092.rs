//! A variable is written in upper case.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    pub port: u16,
}

fn main() {}
