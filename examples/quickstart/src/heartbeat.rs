//! Which clients are still there.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::time::Duration;

use ssot::{factory, ssot_component};

use crate::connection::ConnectionId;
use crate::interfaces::StatusReport;
use crate::shared::Shared;

/// Remembers when a connection was last heard of.
#[ssot_component(implements(StatusReport), scope = singleton)]
pub struct HeartbeatMonitor {
    patience: Duration,
    beats: Shared<BTreeMap<ConnectionId, Duration>>,
}

#[factory]
impl HeartbeatMonitor {
    /// A monitor that calls a connection silent after this time.
    ///
    /// # Errors
    ///
    /// Without patience every connection would be silent at once.
    pub fn create(patience: Duration) -> Result<Self, HeartbeatMonitorError> {
        if patience.is_zero() {
            return Err(HeartbeatMonitorError::NoPatience);
        }
        Ok(Self {
            patience,
            beats: Shared::default(),
        })
    }
}

impl HeartbeatMonitor {
    /// The connection was heard of. `now` is the time since the program started.
    pub fn beat(&self, connection: ConnectionId, now: Duration) {
        self.beats.lock().insert(connection, now);
    }

    /// The connection was closed, and is not expected to be heard of again.
    pub fn forget(&self, connection: ConnectionId) {
        self.beats.lock().remove(&connection);
    }

    /// The connections that were not heard of for too long.
    #[must_use]
    pub fn silent(&self, now: Duration) -> Vec<ConnectionId> {
        let beats = self.beats.lock();
        let silent = beats
            .iter()
            .filter(|(_, last)| now.saturating_sub(**last) > self.patience);
        silent.map(|(connection, _)| *connection).collect()
    }
}

impl StatusReport for HeartbeatMonitor {
    fn status(&self) -> String {
        format!(
            "connections that are expected to beat: {}",
            self.beats.lock().len()
        )
    }
}

/// Why there cannot be such a monitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeartbeatMonitorError {
    /// Every connection would be silent at once.
    NoPatience,
}

impl fmt::Display for HeartbeatMonitorError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPatience => formatter.write_str("a heartbeat takes some time"),
        }
    }
}

impl Error for HeartbeatMonitorError {}
