//! The connections of browsers.

use std::collections::BTreeMap;
use std::sync::mpsc::Sender;
use std::sync::{LazyLock, Mutex};

use ssot::{factory, moved, ssot_component};

use crate::config::{self, ChatConfig};
use crate::interfaces::ConnectionManager;

static MANAGER: LazyLock<WebSocketManager> =
    LazyLock::new(|| WebSocketManagerFactory::new(config::shared()));

pub(crate) fn shared() -> &'static WebSocketManager {
    &MANAGER
}

/// The manager.
#[moved]
pub fn get_manager() -> &'static WebSocketManager {
    shared()
}

/// The windows in which a user is connected.
#[derive(Debug)]
#[ssot_component(
    implements(ConnectionManager),
    canonical = "crate::websocket::WebSocketManager",
    hardcoded = "deny",
    enforce = "warn"
)]
pub struct WebSocketManager {
    pub url: String,
    pub sockets: Mutex<BTreeMap<u32, Sender<String>>>,
}

#[factory(enforce = "warn")]
impl WebSocketManager {
    pub fn new(config: &ChatConfig) -> Self {
        Self {
            url: format!("ws://{}/events", config.host),
            sockets: Mutex::default(),
        }
    }
}

impl ConnectionManager for WebSocketManager {
    fn handle_connection(&self, window: u32, socket: Sender<String>) -> String {
        self.sockets.lock().unwrap().insert(window, socket);
        self.url.clone()
    }

    fn handle_disconnection(&self, window: u32) -> bool {
        self.sockets.lock().unwrap().remove(&window).is_some()
    }

    fn send_event(&self, window: u32, event: &str) -> bool {
        let sockets = self.sockets.lock().unwrap();
        let socket = sockets.get(&window);
        socket.is_some_and(|socket| socket.send(event.to_owned()).is_ok())
    }

    fn broadcast_event(&self, event: &str) -> usize {
        let sockets = self.sockets.lock().unwrap();
        let sent = sockets.values().map(|socket| socket.send(event.to_owned()));
        sent.filter(Result::is_ok).count()
    }
}
