//! What components do for one another.

use std::sync::mpsc::Sender;

use ssot::ssot_interface;

/// The windows in which a user is connected.
#[ssot_interface(mock)]
pub trait ConnectionManager: Send + Sync {
    /// Connects a window, and says where it connects again.
    fn handle_connection(&self, window: u32, socket: Sender<String>) -> String;

    /// Whether the window was connected.
    fn handle_disconnection(&self, window: u32) -> bool;

    /// Sends to one window. Whether it is connected.
    fn send_event(&self, window: u32, event: &str) -> bool;

    /// Sends to every window of the user, and counts them.
    fn broadcast_event(&self, event: &str) -> usize;
}
