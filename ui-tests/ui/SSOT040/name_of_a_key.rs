//! The argument is called `rename`, as serde has it.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    #[config(name = "listen")]
    pub port: u16,
}

fn main() {}
