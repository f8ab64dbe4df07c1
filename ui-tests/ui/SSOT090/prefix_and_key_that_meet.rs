//! Both keys are the variable `WS_TLS_PORT`.

use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    pub tls_port: u16,
}

#[ssot_config(prefix = "WS_TLS")]
pub struct TlsConfig {
    pub port: u16,
}

fn main() {}
