//! A derived `Debug` would show the token. Above the attribute, it sees the field.

use ssot::ssot_config;

#[derive(Debug)]
#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    #[config(secret)]
    pub token: String,
}

fn main() {}
