//! How much happens.

use std::collections::BTreeMap;

use ssot::{factory, ssot_component};

use crate::events::{AgentEvent, EventKind};
use crate::interfaces::{EventSubscriber, StatusReport};
use crate::shared::Shared;

/// Counts the events of each kind.
#[ssot_component(implements(EventSubscriber, StatusReport), scope = singleton)]
pub struct MetricsCollector {
    counts: Shared<BTreeMap<EventKind, usize>>,
}

#[factory]
impl MetricsCollector {
    /// A collector that has counted nothing yet.
    #[must_use]
    pub fn create() -> Self {
        Self {
            counts: Shared::default(),
        }
    }
}

impl MetricsCollector {
    /// How many events of this kind there were.
    #[must_use]
    pub fn count(&self, kind: EventKind) -> usize {
        self.counts.lock().get(&kind).copied().unwrap_or_default()
    }
}

impl EventSubscriber for MetricsCollector {
    fn receive(&self, event: &AgentEvent) {
        *self.counts.lock().entry(event.kind).or_default() += 1;
    }
}

impl StatusReport for MetricsCollector {
    fn status(&self) -> String {
        let counts = self.counts.lock();
        let total: usize = counts.values().sum();
        format!(
            "events counted: {total}, of different kinds: {}",
            counts.len()
        )
    }
}
