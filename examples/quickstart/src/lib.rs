//! The components of a WebSocket back end for AI agents: a client connects, asks an agent for
//! something, and follows what the agent does.
//!
//! - [`interfaces`] says what components can do for one another; [`user`], [`events`] and
//!   [`connection`] hold what they exchange.
//! - [`manager`] and [`operators`] keep the connections, [`authorization`], [`limits`] and
//!   [`heartbeat`] protect them.
//! - [`bus`], [`router`], [`sessions`], [`monitor`] and [`metrics`] carry the events.
//! - [`backend`] makes all of them through their factories and connects them, [`conversation`]
//!   takes them through a short conversation, [`overview`] shows the registry.

#![forbid(unsafe_code)]

pub mod authorization;
pub mod backend;
pub mod bus;
pub mod connection;
mod connections;
pub mod conversation;
pub mod events;
pub mod heartbeat;
pub mod interfaces;
pub mod limits;
pub mod manager;
pub mod metrics;
pub mod monitor;
pub mod operators;
pub mod overview;
pub mod router;
pub mod sessions;
mod shared;
pub mod user;
