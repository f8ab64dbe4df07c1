//! One connection of one client.

use std::error::Error;
use std::fmt;
use std::sync::mpsc::Sender;

use ssot::{factory, ssot_component};

use crate::authorization::Refusal;
use crate::events::AgentEvent;
use crate::user::UserContext;

/// What a manager calls a connection. Another manager may call its own the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionId(pub u64);

impl fmt::Display for ConnectionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "connection {}", self.0)
    }
}

/// What a client shows up with.
#[derive(Debug)]
pub struct ConnectionRequest {
    /// Says who the client is.
    pub token: String,
    /// The way back to the client.
    pub client: Sender<AgentEvent>,
}

/// A client that was let in.
#[ssot_component(canonical = "crate::connection::ConnectionState")]
pub struct ConnectionState {
    user: UserContext,
    client: Sender<AgentEvent>,
    delivered: usize,
}

#[factory]
impl ConnectionState {
    /// The state of a connection to which nothing was sent yet.
    #[must_use]
    pub fn opened(user: UserContext, client: Sender<AgentEvent>) -> Self {
        Self {
            user,
            client,
            delivered: 0,
        }
    }
}

impl ConnectionState {
    /// Sends an event, and returns whether the client is still there.
    #[must_use]
    pub fn deliver(&mut self, event: AgentEvent) -> bool {
        let reached = self.client.send(event).is_ok();
        self.delivered += usize::from(reached);
        reached
    }
}

impl fmt::Display for ConnectionState {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({} events)", self.user, self.delivered)
    }
}

/// Why a manager could not do what it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConnectionError {
    /// The client may not connect.
    Refused(Refusal),
    /// There is no place left.
    Full {
        /// How many places there are.
        capacity: usize,
    },
    /// The manager has no such connection.
    Unknown(ConnectionId),
    /// The client left without a word.
    ClientLeft(ConnectionId),
}

impl fmt::Display for ConnectionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => write!(formatter, "refused, because {refusal}"),
            Self::Full { capacity } => write!(formatter, "all {capacity} places are taken"),
            Self::Unknown(connection) => write!(formatter, "there is no {connection}"),
            Self::ClientLeft(connection) => {
                write!(formatter, "the client of {connection} has left")
            }
        }
    }
}

impl Error for ConnectionError {}

impl From<Refusal> for ConnectionError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
