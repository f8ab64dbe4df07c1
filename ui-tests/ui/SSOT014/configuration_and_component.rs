//! A configuration is a component already.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
#[ssot::ssot_component]
pub struct WsConfig {
    pub port: u16,
}

fn main() {}
