//! A case that serde does not have.

use ssot::ssot_config;

#[ssot_config(prefix = "WS", rename_all = "kebab")]
pub struct WsConfig {
    pub max_files: u16,
}

fn main() {}
