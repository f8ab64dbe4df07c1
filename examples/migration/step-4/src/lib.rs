//! A chat server, whose users have agents work for them.

pub mod agents;
pub mod app;
pub mod compat;
pub mod config;
pub mod interfaces;
pub mod notifications;
pub mod server;
pub mod user;
pub mod websocket;

use ssot::moved;

#[moved]
pub type WebSocketManager = websocket::WebSocketManager;

#[moved]
pub type WSManager = websocket::WebSocketManager;
