//! What a user can look up again.

use ssot::{Scope, factory, ssot_component};

use crate::events::AgentEvent;
use crate::interfaces::EventSubscriber;
use crate::shared::Shared;
use crate::user::UserContext;

/// Keeps the events of one user, for a client that connects again.
#[ssot_component(
    implements(EventSubscriber),
    scope = context(UserContext),
    canonical = "crate::sessions::SessionStore"
)]
pub struct SessionStore {
    user: UserContext,
    events: Shared<Vec<AgentEvent>>,
}

#[factory]
impl SessionStore {
    /// An empty store for this user.
    #[must_use]
    pub fn create(user: &Scope<UserContext>) -> Self {
        Self {
            user: user.context().clone(),
            events: Shared::default(),
        }
    }
}

impl SessionStore {
    /// The events of the user, oldest first.
    #[must_use]
    pub fn events(&self) -> Vec<AgentEvent> {
        self.events.lock().clone()
    }
}

impl EventSubscriber for SessionStore {
    fn receive(&self, event: &AgentEvent) {
        if event.user == self.user {
            self.events.lock().push(event.clone());
        }
    }
}
