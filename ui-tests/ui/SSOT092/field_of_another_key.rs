use ssot::ssot_config;

#[derive(Debug, serde::Deserialize)]
pub struct Log {
    pub level: String,
}

#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    pub log: Log,
    #[config(rename = "log__level")]
    pub level: String,
}

fn main() {}
