//! The way to one client.

use std::sync::Arc;

use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;

use crate::events::{ConnectionId, Delivery, Event};
use crate::interfaces::DeliveryError;
use crate::shared::Shared;

/// Where the events for one client are put.
pub type Outbox = mpsc::Sender<Delivery>;

/// The way to one client: gives every event the user, the connection and the next number.
pub struct Line {
    user: Arc<str>,
    connection: ConnectionId,
    outgoing: Shared<Outgoing>,
}

struct Outgoing {
    sequence: u64,
    outbox: Outbox,
}

impl Line {
    pub(crate) fn new(user: Arc<str>, connection: ConnectionId, outbox: Outbox) -> Self {
        let outgoing = Shared::new(Outgoing {
            sequence: 0,
            outbox,
        });
        Self {
            user,
            connection,
            outgoing,
        }
    }

    /// The user at the other end.
    #[must_use]
    pub fn user(&self) -> &Arc<str> {
        &self.user
    }

    /// The connection.
    #[must_use]
    pub fn connection(&self) -> ConnectionId {
        self.connection
    }

    /// Puts an event on its way. Does not wait: a client that does not read is given up on.
    ///
    /// # Errors
    ///
    /// The client has left, or is too far behind.
    pub fn deliver(&self, event: Event) -> Result<(), DeliveryError> {
        // Under one lock, so that the numbers are in the order in which events are sent.
        let mut outgoing = self.outgoing.lock();
        let delivery = Delivery {
            user: Arc::clone(&self.user),
            connection: self.connection,
            sequence: outgoing.sequence,
            event,
        };
        match outgoing.outbox.try_send(delivery) {
            Ok(()) => {
                outgoing.sequence += 1;
                Ok(())
            }
            Err(TrySendError::Closed(_)) => Err(DeliveryError::ClientLeft),
            Err(TrySendError::Full(_)) => Err(DeliveryError::TooSlow),
        }
    }
}
