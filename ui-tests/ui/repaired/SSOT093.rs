//! A derived `Serialize` would write the token out.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    #[config(secret)]
    pub token: String,
}

fn main() {}
