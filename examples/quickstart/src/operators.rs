//! The connections of operators.

use std::sync::Arc;

use ssot::{factory, ssot_component};

use crate::authorization::Refusal;
use crate::connection::{ConnectionError, ConnectionId, ConnectionRequest};
use crate::connections::Connections;
use crate::events::AgentEvent;
use crate::interfaces::{Authorizer, ConnectionManager, EventSubscriber, StatusReport};
use crate::shared::Shared;
use crate::user::Role;

/// Shows operators that agents work, without what they work on.
#[ssot_component(implements(ConnectionManager, EventSubscriber, StatusReport), scope = singleton)]
pub struct OperatorManager {
    authorizer: Arc<dyn Authorizer>,
    connections: Shared<Connections>,
}

#[factory]
impl OperatorManager {
    /// A manager without connections.
    #[must_use]
    pub fn create(authorizer: Arc<dyn Authorizer>) -> Self {
        Self {
            authorizer,
            connections: Shared::default(),
        }
    }
}

impl ConnectionManager for OperatorManager {
    fn handle_connection(
        &self,
        request: ConnectionRequest,
    ) -> Result<ConnectionId, ConnectionError> {
        let user = self.authorizer.authorize(&request.token)?;
        if user.role != Role::Operator {
            return Err(Refusal::NotAnOperator.into());
        }
        Ok(self.connections.lock().open(user, request.client))
    }

    fn handle_disconnection(&self, connection: ConnectionId) -> Result<(), ConnectionError> {
        self.connections.lock().close(connection)
    }

    fn send_event(
        &self,
        connection: ConnectionId,
        event: &AgentEvent,
    ) -> Result<(), ConnectionError> {
        self.connections.lock().send(connection, redacted(event))
    }

    fn broadcast_event(&self, event: &AgentEvent) -> usize {
        self.connections.lock().broadcast(&redacted(event))
    }
}

impl EventSubscriber for OperatorManager {
    fn receive(&self, event: &AgentEvent) {
        self.broadcast_event(event);
    }
}

impl StatusReport for OperatorManager {
    fn status(&self) -> String {
        format!("connected operators: {}", *self.connections.lock())
    }
}

fn redacted(event: &AgentEvent) -> AgentEvent {
    AgentEvent {
        detail: "[redacted]".to_owned(),
        ..event.clone()
    }
}
