//! What the server is told from outside.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use crate::user::UserContext;

/// How the server runs. An input of the application, so that no component decides any of this.
pub struct ServerConfiguration {
    /// Where the server listens. The port 0 is any that is free.
    pub address: SocketAddr,
    /// The token that clients have to show. One that is worth protecting would be signed for one
    /// user, and verified here.
    pub token: Arc<str>,
    /// How long an agent takes for each step.
    pub pace: Duration,
    /// How long to wait for a client that is asked to leave.
    pub patience: Duration,
}

impl ServerConfiguration {
    /// The user that a client claims to be. Whether that is so is for
    /// [`validate`](ssot::Context::validate) to say, when a scope is opened.
    #[must_use]
    pub fn claim(&self, name: String, token: String) -> UserContext {
        UserContext::new(name, token, Arc::clone(&self.token))
    }
}
