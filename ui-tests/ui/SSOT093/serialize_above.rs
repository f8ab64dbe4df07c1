//! A derived `Serialize` would write the token out. Above the attribute, it sees the field.

use ssot::ssot_config;

#[derive(serde::Serialize)]
#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    #[config(secret)]
    pub token: String,
}

fn main() {}
