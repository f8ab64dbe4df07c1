//! A default is a value of its field.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    #[config(default = 8000.5)]
    pub port: u16,
}

fn main() {}
