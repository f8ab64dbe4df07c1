//! A type without `Debug`.

use ssot::ssot_config;

#[derive(serde::Deserialize)]
pub struct Port(pub u16);

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    pub port: Port,
}

fn main() {}
