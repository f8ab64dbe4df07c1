//! A chat server, whose users have agents work for them.

pub mod agents;
pub mod app;
pub mod config;
pub mod interfaces;
pub mod notifications;
pub mod server;
pub mod user;
pub mod websocket;
