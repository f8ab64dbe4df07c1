//! What a user is told.

use crate::compat::unified::UnifiedManager;
use crate::get_manager;

/// Tells the user something, in every window.
pub fn notify(text: &str) -> usize {
    get_manager().broadcast_event(&format!("{text}: http://localhost:8080/inbox"))
}

/// Tells the user how much there was today.
pub fn digest(count: usize) -> usize {
    UnifiedManager::new().broadcast_event(&format!("{count} messages today"))
}
