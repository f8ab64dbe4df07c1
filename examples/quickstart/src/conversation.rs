//! One client, one request, and the agent that works on it.

use std::error::Error;
use std::sync::mpsc;
use std::time::Duration;

use crate::backend::{Backend, CUSTOMER_TOKEN, OPERATOR_TOKEN, UserComponents};
use crate::connection::{ConnectionError, ConnectionRequest};
use crate::events::{AgentEvent, EventKind};
use crate::interfaces::{ConnectionManager, EventPublisher};
use crate::user::UserContext;

/// What came of a conversation.
#[derive(Debug)]
pub struct Conversation {
    /// What a client without a known token was told.
    pub refusal: ConnectionError,
    /// What the client received.
    pub received: Vec<AgentEvent>,
    /// What an operator received meanwhile.
    pub observed: Vec<AgentEvent>,
    /// What the client could look up again.
    pub remembered: Vec<AgentEvent>,
}

impl Conversation {
    /// Lets a client and an operator connect, an agent work, and the client leave.
    ///
    /// # Errors
    ///
    /// A component refuses what a well-behaved client does.
    pub fn hold(backend: &Backend) -> Result<Self, Box<dyn Error>> {
        let refusal = intrude(backend)?;
        let (client, received) = mpsc::channel();
        let (operator, observed) = mpsc::channel();
        backend.operators.handle_connection(ConnectionRequest {
            token: OPERATOR_TOKEN.to_owned(),
            client: operator,
        })?;
        let connection = backend.manager.handle_connection(ConnectionRequest {
            token: CUSTOMER_TOKEN.to_owned(),
            client,
        })?;
        let user = backend.authorizer.authorize(CUSTOMER_TOKEN)?;
        let components = UserComponents::assemble(backend, &user)?;
        backend.router.attach(user.clone(), connection);
        backend.heartbeat.beat(connection, Duration::ZERO);

        components.limiter.permit(Duration::from_secs(1))?;
        work(&user, &*backend.bus);

        backend.heartbeat.forget(connection);
        backend.router.detach(connection);
        backend.manager.handle_disconnection(connection)?;
        Ok(Self {
            refusal,
            received: received.try_iter().collect(),
            observed: observed.try_iter().collect(),
            remembered: components.sessions.events(),
        })
    }
}

/// Comes with a token that belongs to nobody.
fn intrude(backend: &Backend) -> Result<ConnectionError, &'static str> {
    let (client, _) = mpsc::channel();
    let request = ConnectionRequest {
        token: "a guess".to_owned(),
        client,
    };
    let let_in = backend.manager.handle_connection(request);
    let_in.err().ok_or("an unknown token was accepted")
}

/// An agent that looks something up, and tells what it does.
fn work(user: &UserContext, publisher: &dyn EventPublisher) {
    let steps = [
        (EventKind::AgentStarted, "summarize the release notes"),
        (EventKind::AgentThinking, "which release is meant?"),
        (EventKind::ToolExecuting, "find the latest release"),
        (EventKind::ToolCompleted, "it is 1.95"),
        (EventKind::AgentCompleted, "the summary is written"),
    ];
    for (kind, detail) in steps {
        publisher.publish(&AgentEvent {
            kind,
            agent: "researcher".to_owned(),
            user: user.clone(),
            detail: detail.to_owned(),
        });
    }
}
