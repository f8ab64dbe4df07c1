//! What a user is told.

use ssot::no_hardcoded;

use crate::config::ChatConfig;
use crate::interfaces::ConnectionManager;

/// Tells the user something, in every window.
#[no_hardcoded]
pub fn notify(config: &ChatConfig, manager: &dyn ConnectionManager, text: &str) -> usize {
    manager.broadcast_event(&format!("{text}: http://{}/inbox", config.host))
}

/// Tells the user how much there was today.
pub fn digest(manager: &dyn ConnectionManager, count: usize) -> usize {
    manager.broadcast_event(&format!("{count} messages today"))
}
