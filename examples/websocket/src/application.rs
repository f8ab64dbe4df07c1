//! Everything that this server is made of.

use std::sync::Arc;

use ssot::{OpenScope, composition};

use crate::agent::ResearchAgent;
use crate::bus::EventBus;
use crate::configuration::ServerConfiguration;
use crate::faults::Faults;
use crate::interfaces::{Agent, ConnectionManager, EventSink};
use crate::manager::WebSocketManager;
use crate::runtime::AgentRuntime;
use crate::statistics::Statistics;
use crate::user::UserContext;

composition! {
    /// The server: each component is listed once, and the compiler checks that what its constructor
    /// asks for is listed too, and lives as long.
    pub struct App {
        inputs { ServerConfiguration, Arc<Faults> }
        singletons { AgentRuntime, EventBus, Statistics }
        context(UserContext) {
            WebSocketManager as dyn EventSink as dyn ConnectionManager,
            ResearchAgent as dyn Agent,
        }
    }
}

/// The components of one connection.
pub type UserScope = OpenScope<App, UserContext>;
