//! Names of earlier versions. Somebody may still use them.

pub mod manager {
    use ssot::moved;

    #[moved]
    pub type WebSocketManager = crate::websocket::WebSocketManager;

    #[moved]
    pub type Manager = crate::websocket::WebSocketManager;
}

pub mod events {
    use ssot::moved;

    use crate::websocket::WebSocketManager;

    #[moved]
    pub type EventManager = WebSocketManager;

    #[moved]
    pub type EventSender = WebSocketManager;
}

pub mod unified {
    use ssot::moved;

    #[moved]
    pub type ConnectionManager = crate::websocket::WebSocketManager;

    #[moved]
    pub type UnifiedManager = crate::websocket::WebSocketManager;

    #[moved]
    pub type WebSocketManager = crate::websocket::WebSocketManager;
}
