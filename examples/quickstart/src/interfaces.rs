//! What components can do for one another.

use std::sync::Arc;

use ssot::ssot_interface;

use crate::authorization::Refusal;
use crate::connection::{ConnectionError, ConnectionId, ConnectionRequest};
use crate::events::AgentEvent;
use crate::user::UserContext;

/// Keeps the connections of clients. Every manager has all four functions, so that code that sends
/// events works with any of them.
#[ssot_interface]
pub trait ConnectionManager: Send + Sync {
    /// Lets a client in, or says why not.
    ///
    /// # Errors
    ///
    /// The client is refused, or there is no place left.
    fn handle_connection(
        &self,
        request: ConnectionRequest,
    ) -> Result<ConnectionId, ConnectionError>;

    /// Forgets a client that left.
    ///
    /// # Errors
    ///
    /// There is no such connection.
    fn handle_disconnection(&self, connection: ConnectionId) -> Result<(), ConnectionError>;

    /// Sends an event to one client.
    ///
    /// # Errors
    ///
    /// There is no such connection, or the client has left without a word.
    fn send_event(
        &self,
        connection: ConnectionId,
        event: &AgentEvent,
    ) -> Result<(), ConnectionError>;

    /// Sends an event to every client, and returns how many of them it reached.
    fn broadcast_event(&self, event: &AgentEvent) -> usize;
}

/// Decides who may connect.
#[ssot_interface]
pub trait Authorizer: Send + Sync {
    /// The user to whom the token belongs.
    ///
    /// # Errors
    ///
    /// The token belongs to nobody.
    fn authorize(&self, token: &str) -> Result<UserContext, Refusal>;
}

/// Receives every event that is published.
#[ssot_interface]
pub trait EventSubscriber: Send + Sync {
    /// Takes note of an event.
    fn receive(&self, event: &AgentEvent);
}

/// Hands events to whoever wants them.
#[ssot_interface]
pub trait EventPublisher: Send + Sync {
    /// Adds someone who wants every event from now on.
    fn subscribe(&self, subscriber: Arc<dyn EventSubscriber>);

    /// Hands an event to every subscriber, in the order in which they subscribed.
    fn publish(&self, event: &AgentEvent);
}

/// Says how it is doing.
#[ssot_interface]
pub trait StatusReport: Send + Sync {
    /// One sentence for the people who run the program.
    fn status(&self) -> String;
}
