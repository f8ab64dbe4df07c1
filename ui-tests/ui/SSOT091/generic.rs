//! A key has one type.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig<'a, T> {
    pub host: &'a str,
    pub port: T,
}

fn main() {
    let layers = ssot::config::Layers::new();
    let _ = WsConfigFactory::<'_, u16>::load(layers);
}
