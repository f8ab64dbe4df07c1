use ssot::ssot_config;

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    pub port: u16,
    pub hosts: Option<Vec<&'static str>>,
}

fn main() {}
