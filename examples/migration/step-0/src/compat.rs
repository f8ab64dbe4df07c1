//! Names of earlier versions. Somebody may still use them.

pub mod manager {
    pub use crate::websocket::WebSocketManager;
    pub use crate::websocket::WebSocketManager as Manager;
    pub use crate::websocket::get_manager;

    pub fn create_manager() -> Manager {
        Manager::new()
    }
}

pub mod events {
    pub use crate::websocket::WebSocketManager as EventManager;
    pub type EventSender = EventManager;

    pub fn event_manager() -> &'static EventManager {
        crate::get_manager()
    }
}

pub mod unified {
    use std::sync::mpsc::Sender;

    pub use crate::websocket::WebSocketManager as ConnectionManager;
    pub use crate::websocket::get_manager as get_unified_manager;

    pub type UnifiedManager = WebSocketManager;

    /// A copy, from when the managers were to be unified.
    #[derive(Debug, Default)]
    pub struct WebSocketManager {
        pub sockets: Vec<Sender<String>>,
    }

    impl WebSocketManager {
        pub fn new() -> Self {
            Self::default()
        }

        pub fn broadcast_event(&self, event: &str) -> usize {
            let sent = self.sockets.iter();
            let sent = sent.map(|socket| socket.send(event.to_owned()));
            sent.filter(Result::is_ok).count()
        }
    }
}
