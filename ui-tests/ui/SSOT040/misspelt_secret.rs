//! A secret that would be shown.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    #[config(secert)]
    pub token: String,
}

fn main() {}
