//! Names of earlier versions. Somebody may still use them.

pub mod manager {
    use ssot::moved;

    use crate::config;
    use crate::websocket::WebSocketManagerFactory;

    #[moved]
    pub type WebSocketManager = crate::websocket::WebSocketManager;

    #[moved]
    pub type Manager = crate::websocket::WebSocketManager;

    #[moved]
    pub fn get_manager() -> &'static crate::websocket::WebSocketManager {
        crate::websocket::shared()
    }

    #[moved]
    pub fn create_manager() -> crate::websocket::WebSocketManager {
        WebSocketManagerFactory::new(config::shared())
    }
}

pub mod events {
    use ssot::moved;

    use crate::websocket::WebSocketManager;

    #[moved]
    pub type EventManager = WebSocketManager;

    #[moved]
    pub type EventSender = WebSocketManager;

    #[moved]
    pub fn event_manager() -> &'static WebSocketManager {
        crate::websocket::shared()
    }
}

pub mod unified {
    use ssot::moved;

    #[moved]
    pub type ConnectionManager = crate::websocket::WebSocketManager;

    #[moved]
    pub type UnifiedManager = crate::websocket::WebSocketManager;

    #[moved]
    pub type WebSocketManager = crate::websocket::WebSocketManager;

    #[moved]
    pub fn get_unified_manager() -> &'static crate::websocket::WebSocketManager {
        crate::websocket::shared()
    }
}
