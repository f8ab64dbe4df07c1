//! An enum has no keys.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub enum WsConfig {
    Port(u16),
}

fn main() {}
