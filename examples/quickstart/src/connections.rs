//! The connections of one manager.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::mpsc::Sender;

use crate::connection::{ConnectionError, ConnectionId, ConnectionState, ConnectionStateFactory};
use crate::events::AgentEvent;
use crate::user::UserContext;

/// What is connected. A client that turns out to have left is forgotten.
#[derive(Default)]
pub(crate) struct Connections {
    opened: u64,
    states: BTreeMap<ConnectionId, ConnectionState>,
}

impl Connections {
    /// How many clients are connected.
    pub(crate) fn len(&self) -> usize {
        self.states.len()
    }

    pub(crate) fn open(&mut self, user: UserContext, client: Sender<AgentEvent>) -> ConnectionId {
        self.opened += 1;
        let connection = ConnectionId(self.opened);
        let state = ConnectionStateFactory::opened(user, client);
        self.states.insert(connection, state);
        connection
    }

    pub(crate) fn close(&mut self, connection: ConnectionId) -> Result<(), ConnectionError> {
        match self.states.remove(&connection) {
            Some(_) => Ok(()),
            None => Err(ConnectionError::Unknown(connection)),
        }
    }

    pub(crate) fn send(
        &mut self,
        connection: ConnectionId,
        event: AgentEvent,
    ) -> Result<(), ConnectionError> {
        let state = self
            .states
            .get_mut(&connection)
            .ok_or(ConnectionError::Unknown(connection))?;
        if state.deliver(event) {
            return Ok(());
        }
        self.close(connection)?;
        Err(ConnectionError::ClientLeft(connection))
    }

    /// Returns how many clients were reached.
    pub(crate) fn broadcast(&mut self, event: &AgentEvent) -> usize {
        self.states.retain(|_, state| state.deliver(event.clone()));
        self.states.len()
    }
}

impl fmt::Display for Connections {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let states: Vec<_> = self.states.values().map(ToString::to_string).collect();
        if states.is_empty() {
            formatter.write_str("nobody")
        } else {
            formatter.write_str(&states.join(", "))
        }
    }
}
