//! The keys have no names.

use ssot::ssot_config;

#[ssot_config]
pub struct WsConfig {
    pub port: u16,
}

fn main() {}
