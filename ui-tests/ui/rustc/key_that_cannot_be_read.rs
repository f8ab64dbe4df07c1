//! A type without `Deserialize`.

use ssot::ssot_config;

#[derive(Debug)]
pub struct Port(pub u16);

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    pub port: Port,
}

fn main() {}
