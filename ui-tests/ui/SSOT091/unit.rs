//! There is nothing to read.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig;

fn main() {}
