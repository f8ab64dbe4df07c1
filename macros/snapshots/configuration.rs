#[ssot_config(prefix = "WS")]
pub struct WsConfig {
    /// Port to listen on.
    #[config(default = 8000)]
    pub port: u16,
    #[cfg(feature = "sessions")]
    #[config(secret, rename = "key")]
    pub token: Option<String>,
}
