//! Not every system has variables with such letters.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    pub größe: u16,
}

fn main() {}
