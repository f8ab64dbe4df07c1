//! The connections of browsers.

use std::collections::BTreeMap;
use std::sync::mpsc::Sender;
use std::sync::{LazyLock, Mutex};

static MANAGER: LazyLock<WebSocketManager> = LazyLock::new(WebSocketManager::new);

/// The manager.
pub fn get_manager() -> &'static WebSocketManager {
    &MANAGER
}

/// The windows in which a user is connected.
#[derive(Debug)]
pub struct WebSocketManager {
    pub url: String,
    pub sockets: Mutex<BTreeMap<u32, Sender<String>>>,
}

impl WebSocketManager {
    pub fn new() -> Self {
        Self {
            url: "ws://localhost:8000/events".to_owned(),
            sockets: Mutex::default(),
        }
    }

    /// Connects a window, and says where it connects again.
    pub fn handle_connection(&self, window: u32, socket: Sender<String>) -> String {
        self.sockets.lock().unwrap().insert(window, socket);
        self.url.clone()
    }

    /// Whether the window was connected.
    pub fn handle_disconnection(&self, window: u32) -> bool {
        self.sockets.lock().unwrap().remove(&window).is_some()
    }

    /// Sends to one window. Whether it is connected.
    pub fn send_event(&self, window: u32, event: &str) -> bool {
        let sockets = self.sockets.lock().unwrap();
        let socket = sockets.get(&window);
        socket.is_some_and(|socket| socket.send(event.to_owned()).is_ok())
    }

    /// Sends to every window of the user, and counts them.
    pub fn broadcast_event(&self, event: &str) -> usize {
        let sockets = self.sockets.lock().unwrap();
        let sent = sockets.values().map(|socket| socket.send(event.to_owned()));
        sent.filter(Result::is_ok).count()
    }
}
