//! Whether agents tell what clients rely on.

use std::collections::BTreeMap;

use ssot::{factory, ssot_component};

use crate::events::{AgentEvent, EventKind};
use crate::interfaces::{EventSubscriber, StatusReport};
use crate::shared::Shared;

/// Watches that every agent goes through all steps, in their order.
#[ssot_component(implements(EventSubscriber, StatusReport), scope = singleton)]
pub struct EventMonitor {
    steps: Shared<BTreeMap<String, Vec<EventKind>>>,
}

/// How far an agent came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It has not been heard of.
    Silent,
    /// It is on its way.
    Working,
    /// It has taken every step.
    Complete,
    /// It left a step out, or took one twice.
    OutOfOrder,
}

#[factory]
impl EventMonitor {
    /// A monitor that has seen no agent yet.
    #[must_use]
    pub fn create() -> Self {
        Self {
            steps: Shared::default(),
        }
    }
}

impl EventMonitor {
    /// How far the agent came.
    #[must_use]
    pub fn progress(&self, agent: &str) -> Progress {
        self.steps
            .lock()
            .get(agent)
            .map_or(Progress::Silent, |steps| progress(steps))
    }
}

fn progress(steps: &[EventKind]) -> Progress {
    if steps == EventKind::IN_ORDER {
        Progress::Complete
    } else if EventKind::IN_ORDER.starts_with(steps) {
        Progress::Working
    } else {
        Progress::OutOfOrder
    }
}

impl EventSubscriber for EventMonitor {
    fn receive(&self, event: &AgentEvent) {
        let mut steps = self.steps.lock();
        steps
            .entry(event.agent.clone())
            .or_default()
            .push(event.kind);
    }
}

impl StatusReport for EventMonitor {
    fn status(&self) -> String {
        let steps = self.steps.lock();
        let complete = steps
            .values()
            .filter(|steps| progress(steps) == Progress::Complete)
            .count();
        format!(
            "agents that took every step in order: {complete} of {}",
            steps.len()
        )
    }
}
