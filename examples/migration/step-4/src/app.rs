//! What the server is made of.

use ssot::{OpenScope, composition};

use crate::config::ChatConfig;
use crate::interfaces::ConnectionManager;
use crate::user::UserContext;
use crate::websocket::WebSocketManager;

composition! {
    /// The server.
    pub struct App {
        inputs { ChatConfig }
        context(UserContext) { WebSocketManager as dyn ConnectionManager }
    }
}

/// What one user has.
pub type UserScope = OpenScope<App, UserContext>;
