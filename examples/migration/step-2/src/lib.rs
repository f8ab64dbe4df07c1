//! A chat server, whose users have agents work for them.

pub mod agents;
pub mod compat;
pub mod interfaces;
pub mod notifications;
pub mod server;
pub mod websocket;

use ssot::moved;

#[moved]
pub type WebSocketManager = websocket::WebSocketManager;

#[moved]
pub type WSManager = websocket::WebSocketManager;

#[moved]
pub fn get_manager() -> &'static websocket::WebSocketManager {
    websocket::shared()
}
