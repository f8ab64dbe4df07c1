//! There is one configuration.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
#[derive(Clone)]
pub struct WsConfig {
    pub port: u16,
}

fn main() {}
