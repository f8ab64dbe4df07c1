//! Where browsers connect.

use std::sync::mpsc::{Receiver, channel};

use ssot::moved;

use crate::websocket::{self, WebSocketManager};

#[moved]
pub type Connections = WebSocketManager;

#[moved]
pub fn manager() -> &'static WebSocketManager {
    websocket::shared()
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
