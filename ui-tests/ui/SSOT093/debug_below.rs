//! A derived `Debug` would show the token.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
#[derive(PartialEq, Debug)]
pub struct WsConfig {
    #[config(secret)]
    pub token: String,
}

fn main() {}
