//! The fields of a tuple have no names.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig(pub u16, #[config(secret)] pub String);

fn main() {
    let _ = WsConfigFactory::load(ssot::config::Layers::new());
}
