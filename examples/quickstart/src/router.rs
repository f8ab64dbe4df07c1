//! From an event to the connections of its user.

use std::sync::Arc;

use ssot::{factory, ssot_component};

use crate::connection::ConnectionId;
use crate::events::AgentEvent;
use crate::interfaces::{ConnectionManager, EventSubscriber, StatusReport};
use crate::shared::Shared;
use crate::user::UserContext;

/// Sends every event to the user for whom the agent works, and to nobody else.
#[ssot_component(implements(EventSubscriber, StatusReport), scope = singleton)]
pub struct MessageRouter {
    manager: Arc<dyn ConnectionManager>,
    routes: Shared<Routes>,
}

#[derive(Default)]
struct Routes {
    open: Vec<(UserContext, ConnectionId)>,
    routed: usize,
    undeliverable: usize,
}

#[factory]
impl MessageRouter {
    /// A router to connections of this manager, none of them known yet.
    #[must_use]
    pub fn create(manager: Arc<dyn ConnectionManager>) -> Self {
        Self {
            manager,
            routes: Shared::default(),
        }
    }
}

impl MessageRouter {
    /// From now on, the events of the user go to this connection too.
    pub fn attach(&self, user: UserContext, connection: ConnectionId) {
        self.routes.lock().open.push((user, connection));
    }

    /// From now on, nothing goes to this connection.
    pub fn detach(&self, connection: ConnectionId) {
        self.routes
            .lock()
            .open
            .retain(|(_, known)| *known != connection);
    }
}

impl EventSubscriber for MessageRouter {
    fn receive(&self, event: &AgentEvent) {
        let mut routes = self.routes.lock();
        let (mut reached, mut lost) = (0, 0);
        routes.open.retain(|(user, connection)| {
            if *user != event.user {
                return true;
            }
            let sent = self.manager.send_event(*connection, event).is_ok();
            reached += usize::from(sent);
            lost += usize::from(!sent);
            sent
        });
        routes.routed += reached;
        routes.undeliverable += lost;
    }
}

impl StatusReport for MessageRouter {
    fn status(&self) -> String {
        let routes = self.routes.lock();
        format!(
            "events routed: {}, undeliverable: {}",
            routes.routed, routes.undeliverable
        )
    }
}
