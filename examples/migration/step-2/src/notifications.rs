//! What a user is told.

use crate::interfaces::ConnectionManager;

/// Tells the user something, in every window.
pub fn notify(manager: &dyn ConnectionManager, text: &str) -> usize {
    manager.broadcast_event(&format!("{text}: http://localhost:8080/inbox"))
}

/// Tells the user how much there was today.
pub fn digest(manager: &dyn ConnectionManager, count: usize) -> usize {
    manager.broadcast_event(&format!("{count} messages today"))
}
