//! Where browsers connect.

use std::sync::mpsc::{Receiver, channel};

pub use crate::websocket::WebSocketManager as Connections;

pub fn manager() -> &'static Connections {
    crate::get_manager()
}

/// Connects a window, which receives events from then on.
pub fn connect(window: u32) -> Receiver<String> {
    let (socket, browser) = channel();
    manager().handle_connection(window, socket);
    browser
}

pub fn disconnect(window: u32) -> bool {
    manager().handle_disconnection(window)
}
