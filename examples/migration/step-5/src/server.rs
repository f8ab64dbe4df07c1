//! Where browsers connect.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use ssot::ConstructionError;

use crate::app::UserScope;
use crate::interfaces::ConnectionManager;

/// Connects a window, which receives events from then on.
pub fn connect(user: &UserScope, window: u32) -> Result<Receiver<String>, ConstructionError> {
    let manager: Arc<dyn ConnectionManager> = user.get()?;
    let (socket, browser) = channel();
    manager.handle_connection(window, socket);
    Ok(browser)
}

pub fn disconnect(user: &UserScope, window: u32) -> Result<bool, ConstructionError> {
    let manager: Arc<dyn ConnectionManager> = user.get()?;
    Ok(manager.handle_disconnection(window))
}
