//! How the server is doing.

use serde::Serialize;
use ssot::{ConstructionError, Escape, Escapes, factory, ssot_component};

use crate::shared::Shared;
use crate::user::Refusal;

/// Counts what happens, and above all what should not.
#[ssot_component(scope = singleton)]
pub struct Statistics {
    counts: Shared<Counts>,
}

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// The connections that got a manager.
    pub connections: ConnectionCounts,
    /// The prompts that an agent took every step of.
    pub prompts_answered: u64,
    /// The contexts that were refused.
    pub refused_contexts: u64,
    /// The scopes whose components could not be made.
    pub failed_constructions: u64,
    /// The instances that outlived their scope.
    pub escapes: EscapeCounts,
    /// What went wrong last.
    pub last_problem: Option<String>,
}

/// The connections that got a manager.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ConnectionCounts {
    /// Those that are there now.
    pub open: u64,
    /// All that there ever were.
    pub total: u64,
    /// Those that ended without a word from the client.
    pub vanished: u64,
}

/// The instances that outlived their scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EscapeCounts {
    /// Those that closing a scope returned.
    pub returned: u64,
    /// Those that the application reported: also from scopes that were dropped.
    pub reported: u64,
}

#[factory]
impl Statistics {
    /// Nothing happened yet.
    #[must_use]
    pub fn create() -> Self {
        Self {
            counts: Shared::default(),
        }
    }
}

impl Statistics {
    /// What was counted up to now.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts.lock().clone()
    }

    /// A connection got a manager. It is open until what is returned is dropped.
    pub fn connection_opened(&self) -> OpenConnection<'_> {
        let mut counts = self.counts.lock();
        counts.connections.open += 1;
        counts.connections.total += 1;
        OpenConnection { statistics: self }
    }

    /// A client left without a word.
    pub fn client_vanished(&self) {
        self.counts.lock().connections.vanished += 1;
    }

    /// An agent took every step of a prompt.
    pub fn prompt_answered(&self) {
        self.counts.lock().prompts_answered += 1;
    }

    /// A context was refused.
    pub fn context_refused(&self, refusal: Refusal) {
        let mut counts = self.counts.lock();
        counts.refused_contexts += 1;
        counts.last_problem = Some(refusal.to_string());
    }

    /// A component of a scope could not be made.
    pub fn construction_failed(&self, error: &ConstructionError) {
        let mut counts = self.counts.lock();
        counts.failed_constructions += 1;
        counts.last_problem = Some(error.to_string());
    }

    /// Closing a scope returned these.
    pub fn escapes_returned(&self, escapes: &Escapes) {
        for _ in escapes {
            self.counts.lock().escapes.returned += 1;
        }
    }

    /// The application reported one.
    pub fn escape_reported(&self, escape: &Escape) {
        let mut counts = self.counts.lock();
        counts.escapes.reported += 1;
        counts.last_problem = Some(escape.to_string());
    }
}

/// A connection that is counted as open. Also a session that panics ends its connection.
#[must_use]
pub struct OpenConnection<'a> {
    statistics: &'a Statistics,
}

impl Drop for OpenConnection<'_> {
    fn drop(&mut self) {
        self.statistics.counts.lock().connections.open -= 1;
    }
}
