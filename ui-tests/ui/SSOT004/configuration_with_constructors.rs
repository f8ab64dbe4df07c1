//! A configuration is read, and not made otherwise.

use ssot::{factory, ssot_config};

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    pub port: u16,
}

#[factory]
impl WsConfig {
    pub fn create() -> Self {
        Self { port: 80 }
    }
}

fn main() {}
