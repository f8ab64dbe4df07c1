//! There is no telling what the default is.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    #[config(default)]
    pub port: u16,
}

fn main() {}
