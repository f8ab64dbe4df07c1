//! The connection of one client.

use std::sync::Arc;

use ssot::{Scope, factory, ssot_component};

use crate::bus::EventBus;
use crate::events::{ConnectionId, Event, EventKind};
use crate::faults::{Faults, InjectedFault};
use crate::interfaces::{ConnectionManager, DeliveryError, EventSink};
use crate::line::{Line, Outbox};
use crate::shared::Shared;
use crate::user::UserContext;

/// Keeps the connection of one client of one user.
#[ssot_component(
    implements(EventSink, ConnectionManager),
    scope = context(UserContext),
    canonical = "crate::manager::WebSocketManager"
)]
pub struct WebSocketManager {
    user: Arc<str>,
    bus: Arc<EventBus>,
    line: Shared<Option<Arc<Line>>>,
}

#[factory]
impl WebSocketManager {
    /// A manager without a client. It takes an open scope, so there is none without a user who was
    /// validated.
    ///
    /// # Errors
    ///
    /// A fault is injected.
    pub fn create(
        user: &Scope<UserContext>,
        bus: Arc<EventBus>,
        faults: &Faults,
    ) -> Result<Self, InjectedFault> {
        faults.strike()?;
        Ok(Self {
            user: Arc::clone(user.name()),
            bus,
            line: Shared::default(),
        })
    }
}

impl EventSink for WebSocketManager {
    fn send_event(&self, event: Event) -> Result<(), DeliveryError> {
        match &*self.line.lock() {
            Some(line) => line.deliver(event),
            None => Err(DeliveryError::NotConnected),
        }
    }
}

impl ConnectionManager for WebSocketManager {
    fn handle_connection(&self, client: Outbox) -> Result<ConnectionId, DeliveryError> {
        let mut current = self.line.lock();
        if current.is_some() {
            return Err(DeliveryError::AnotherClient);
        }
        let greeting = Event {
            event: EventKind::Connected,
            message: String::new(),
            detail: format!("hello, {}", self.user),
        };
        let line = self.bus.subscribe(&self.user, client, greeting)?;
        let connection = line.connection();
        *current = Some(line);
        Ok(connection)
    }

    fn handle_disconnection(&self, connection: ConnectionId) -> Result<(), DeliveryError> {
        let line = self
            .line
            .lock()
            .take_if(|line| line.connection() == connection);
        let line = line.ok_or(DeliveryError::NotConnected)?;
        self.bus.unsubscribe(&line);
        Ok(())
    }

    fn broadcast_event(&self, event: &Event) -> usize {
        self.bus.publish(&self.user, event)
    }
}

/// A session that panicked says goodbye to nobody, and the bus would keep the line forever.
impl Drop for WebSocketManager {
    fn drop(&mut self) {
        if let Some(line) = self.line.lock().take() {
            self.bus.unsubscribe(&line);
        }
    }
}
