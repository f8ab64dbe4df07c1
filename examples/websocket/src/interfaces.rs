//! What components can do for one another. A type that implements one of these traits declares it,
//! or does not compile.

use std::error::Error;
use std::fmt;

use ssot::ssot_interface;

use crate::events::{ConnectionId, Event, EventKind, Prompt};
use crate::line::Outbox;

/// Takes events for one client. Whose client that is has been decided before anyone gets a sink, so
/// nobody who has one can send to somebody else.
#[ssot_interface]
pub trait EventSink: Send + Sync {
    /// Sends an event to the client.
    ///
    /// # Errors
    ///
    /// The client does not take it.
    fn send_event(&self, event: Event) -> Result<(), DeliveryError>;
}

/// Keeps the connection of one client.
#[ssot_interface]
pub trait ConnectionManager: Send + Sync {
    /// Starts to send to a client, with [`EventKind::Connected`].
    ///
    /// # Errors
    ///
    /// There is a client already, or this one does not take the first event.
    fn handle_connection(&self, client: Outbox) -> Result<ConnectionId, DeliveryError>;

    /// Stops to send to the client.
    ///
    /// # Errors
    ///
    /// It is not the client of this manager.
    fn handle_disconnection(&self, connection: ConnectionId) -> Result<(), DeliveryError>;

    /// Sends an event to every connection of the same user, and returns how many of them took it.
    fn broadcast_event(&self, event: &Event) -> usize;
}

/// Works on what one client asks for.
#[ssot_interface]
pub trait Agent: Send + Sync {
    /// Takes one step, and tells the client about it.
    ///
    /// # Errors
    ///
    /// The client is not there any more, and there is no use in going on.
    fn take(&self, step: EventKind, prompt: &Prompt) -> Result<(), DeliveryError>;
}

/// Why an event does not reach a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryError {
    /// The manager has no client.
    NotConnected,
    /// The manager has another client.
    AnotherClient,
    /// The client has left without a word.
    ClientLeft,
    /// The client does not read what it is sent.
    TooSlow,
}

impl fmt::Display for DeliveryError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NotConnected => "there is no client",
            Self::AnotherClient => "there is another client",
            Self::ClientLeft => "the client has left",
            Self::TooSlow => "the client does not read what it is sent",
        })
    }
}

impl Error for DeliveryError {}
