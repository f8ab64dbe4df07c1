//! A chat server, whose users have agents work for them.

pub mod agents;
pub mod compat;
pub mod notifications;
pub mod server;
pub mod testing;
pub mod websocket;

pub use websocket::WebSocketManager;
pub use websocket::WebSocketManager as WSManager;
pub use websocket::get_manager;
