#[ssot::ssot_config("WS")]
pub struct WsConfig {
    pub port: u16,
}

fn main() {}
