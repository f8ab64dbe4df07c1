//! A WebSocket server for AI agents: a client connects, sends prompts, and follows what an agent
//! does with each. Whoever connects is served by instances of their own.
//!
//! - [`application`] lists every component in one composition: what is given, what is shared by
//!   everyone, and what belongs to one connection of one user.
//! - [`interfaces`] says what components can do for one another; [`user`], [`events`],
//!   [`configuration`] and [`faults`] hold what they are given and exchange.
//! - [`manager`] and [`agent`] are made for each connection, [`bus`], [`runtime`] and
//!   [`statistics`] once.
//! - [`server`] answers HTTP, and opens a scope for each client; [`session`] is what happens in it.

#![forbid(unsafe_code)]

pub mod agent;
pub mod application;
pub mod bus;
pub mod configuration;
pub mod events;
pub mod faults;
pub mod interfaces;
pub mod line;
pub mod manager;
pub mod runtime;
pub mod server;
pub mod session;
mod shared;
pub mod statistics;
pub mod user;
