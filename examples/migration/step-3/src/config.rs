//! Where everything is.

use std::sync::LazyLock;

use ssot::config::Layers;
use ssot::ssot_config;

#[ssot_config(prefix = "CHAT", canonical = "crate::config::ChatConfig")]
pub struct ChatConfig {
    /// Where browsers find this server.
    pub host: String,
    /// Where the model answers.
    pub model: String,
}

/// The configuration, as long as nobody hands it on.
pub fn shared() -> &'static ChatConfig {
    static CONFIG: LazyLock<ChatConfig> = LazyLock::new(|| {
        let layers = Layers::new().file("chat.toml").environment();
        ChatConfigFactory::load(layers).expect("the configuration is complete")
    });
    &CONFIG
}
