//! A former name of one key is the name of another.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    #[config(alias = "listen")]
    pub port: u16,
    pub listen: u16,
}

fn main() {}
