//! The connections of customers.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use ssot::{factory, ssot_component};

use crate::connection::{ConnectionError, ConnectionId, ConnectionRequest};
use crate::connections::Connections;
use crate::events::AgentEvent;
use crate::interfaces::{Authorizer, ConnectionManager, StatusReport};
use crate::shared::Shared;

/// Keeps the WebSocket connections of clients, up to a number of them.
#[ssot_component(
    implements(ConnectionManager, StatusReport),
    scope = singleton,
    canonical = "crate::manager::WebSocketManager"
)]
pub struct WebSocketManager {
    authorizer: Arc<dyn Authorizer>,
    capacity: usize,
    connections: Shared<Connections>,
}

#[factory]
impl WebSocketManager {
    /// A manager with this many places.
    ///
    /// # Errors
    ///
    /// A manager without a place would refuse everyone.
    pub fn create(
        authorizer: Arc<dyn Authorizer>,
        capacity: usize,
    ) -> Result<Self, WebSocketManagerError> {
        if capacity == 0 {
            return Err(WebSocketManagerError::NoCapacity);
        }
        Ok(Self {
            authorizer,
            capacity,
            connections: Shared::default(),
        })
    }
}

impl ConnectionManager for WebSocketManager {
    fn handle_connection(
        &self,
        request: ConnectionRequest,
    ) -> Result<ConnectionId, ConnectionError> {
        let user = self.authorizer.authorize(&request.token)?;
        let mut connections = self.connections.lock();
        if connections.len() == self.capacity {
            return Err(ConnectionError::Full {
                capacity: self.capacity,
            });
        }
        Ok(connections.open(user, request.client))
    }

    fn handle_disconnection(&self, connection: ConnectionId) -> Result<(), ConnectionError> {
        self.connections.lock().close(connection)
    }

    fn send_event(
        &self,
        connection: ConnectionId,
        event: &AgentEvent,
    ) -> Result<(), ConnectionError> {
        self.connections.lock().send(connection, event.clone())
    }

    fn broadcast_event(&self, event: &AgentEvent) -> usize {
        self.connections.lock().broadcast(event)
    }
}

impl StatusReport for WebSocketManager {
    fn status(&self) -> String {
        format!("connected customers: {}", *self.connections.lock())
    }
}

/// Why there cannot be such a manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebSocketManagerError {
    /// It would refuse everyone.
    NoCapacity,
}

impl fmt::Display for WebSocketManagerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCapacity => formatter.write_str("a manager needs a place for one client"),
        }
    }
}

impl Error for WebSocketManagerError {}
