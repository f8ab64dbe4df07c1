//! From whoever publishes an event to whoever wants it.

use std::sync::Arc;

use ssot::{factory, ssot_component};

use crate::events::AgentEvent;
use crate::interfaces::{EventPublisher, EventSubscriber};
use crate::shared::Shared;

/// Hands every event to every subscriber.
#[ssot_component(
    implements(EventPublisher),
    scope = singleton,
    canonical = "crate::bus::EventBus"
)]
pub struct EventBus {
    subscribers: Shared<Vec<Arc<dyn EventSubscriber>>>,
}

#[factory]
impl EventBus {
    /// A bus without subscribers.
    #[must_use]
    pub fn create() -> Self {
        Self {
            subscribers: Shared::default(),
        }
    }
}

impl EventPublisher for EventBus {
    fn subscribe(&self, subscriber: Arc<dyn EventSubscriber>) {
        self.subscribers.lock().push(subscriber);
    }

    fn publish(&self, event: &AgentEvent) {
        // Without the lock, a subscriber can publish or subscribe in turn.
        let subscribers = self.subscribers.lock().clone();
        for subscriber in subscribers {
            subscriber.receive(event);
        }
    }
}
