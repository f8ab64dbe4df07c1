//! The fields of a tuple have no names.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    pub port: u16,
    #[config(secret)]
    pub token: String,
}

fn main() {
    let _ = WsConfigFactory::load(ssot::config::Layers::new());
}
