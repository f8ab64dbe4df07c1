//! The server on a loopback socket, and real clients.

mod client;
mod golden_path;
mod health;
mod isolation;
mod refusal;
mod running;
mod scopes;
