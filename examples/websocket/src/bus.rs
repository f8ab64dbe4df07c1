//! Who is connected, and how a user is reached.

use std::collections::HashMap;
use std::sync::Arc;

use ssot::{factory, ssot_component};

use crate::events::{ConnectionId, Event};
use crate::interfaces::DeliveryError;
use crate::line::{Line, Outbox};
use crate::shared::Shared;

/// Knows the lines to each user. It outlives every scope, and so holds nothing that belongs to one.
#[ssot_component(scope = singleton)]
pub struct EventBus {
    directory: Shared<Directory>,
}

#[derive(Default)]
struct Directory {
    connections: u64,
    lines: HashMap<Arc<str>, Vec<Arc<Line>>>,
}

#[factory]
impl EventBus {
    /// A bus that reaches nobody.
    #[must_use]
    pub fn create() -> Self {
        Self {
            directory: Shared::default(),
        }
    }
}

impl EventBus {
    /// Adds a line to a user. The greeting is the first event that goes through it.
    ///
    /// # Errors
    ///
    /// The client does not take the greeting.
    pub fn subscribe(
        &self,
        user: &Arc<str>,
        outbox: Outbox,
        greeting: Event,
    ) -> Result<Arc<Line>, DeliveryError> {
        let mut directory = self.directory.lock();
        directory.connections += 1;
        let connection = ConnectionId(directory.connections);
        let line = Arc::new(Line::new(Arc::clone(user), connection, outbox));
        line.deliver(greeting)?;
        let lines = directory.lines.entry(Arc::clone(user)).or_default();
        lines.push(Arc::clone(&line));
        Ok(line)
    }

    /// Removes a line.
    pub fn unsubscribe(&self, line: &Line) {
        let mut directory = self.directory.lock();
        let Some(lines) = directory.lines.get_mut(line.user()) else {
            return;
        };
        lines.retain(|known| known.connection() != line.connection());
        if lines.is_empty() {
            directory.lines.remove(line.user());
        }
    }

    /// Sends an event through every line to a user, and returns how many took it.
    pub fn publish(&self, user: &str, event: &Event) -> usize {
        let directory = self.directory.lock();
        let lines = directory.lines.get(user).into_iter().flatten();
        lines
            .filter(|line| line.deliver(event.clone()).is_ok())
            .count()
    }

    /// How many lines there are, to whomever.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.directory.lock().lines.values().map(Vec::len).sum()
    }
}
