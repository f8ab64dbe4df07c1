//! A secret that is none in some builds.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    #[cfg(not(debug_assertions))]
    #[config(secret)]
    pub token: String,
    #[cfg(debug_assertions)]
    pub token: String,
}

fn main() {}
