//! A secret that is none in some builds.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    #[cfg_attr(not(debug_assertions), config(secret))]
    pub token: String,
}

fn main() {}
