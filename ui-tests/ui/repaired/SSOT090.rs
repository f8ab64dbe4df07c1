//! Two structs want one key.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    pub host: String,
    pub port: u16,
}

pub mod metrics {
    #[ssot::ssot_config(prefix = "METRICS")]
    pub struct MetricsConfig {
        pub port: u16,
        pub path: String,
    }
}

fn main() {}
