use ssot::ssot_config;

#[ssot_config(prefix = "WS", rename_all = "lowercase")]
pub struct WsConfig {
    pub time_out: u32,
    pub timeout: u32,
}

fn main() {}
