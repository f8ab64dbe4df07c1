//! The factory loads, and not the type.

use ssot::config::Layers;
use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    pub port: u16,
}

fn main() {
    let _ = WsConfig::load(Layers::new());
}
