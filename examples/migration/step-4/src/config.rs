//! Where everything is.

use ssot::config::{ConfigError, Layers};
use ssot::ssot_config;

#[ssot_config(prefix = "CHAT", canonical = "crate::config::ChatConfig")]
pub struct ChatConfig {
    /// Where browsers find this server.
    pub host: String,
    /// Where the model answers.
    pub model: String,
}

/// Reads the file, and the environment over it.
pub fn load() -> Result<ChatConfig, ConfigError> {
    ChatConfigFactory::load(Layers::new().file("chat.toml").environment())
}
