//! The components of a user, by hand.

use std::sync::Arc;

use super::{FIRST_CHANNEL, Nobody, check_user, interfaces};

struct Bus {
    first_channel: u64,
}

impl interfaces::Bus for Bus {
    fn channel(&self, user: u64) -> u64 {
        self.first_channel + user
    }
}

struct Session {
    user: u64,
    bus: Arc<dyn interfaces::Bus>,
}

impl interfaces::Session for Session {
    fn channel(&self) -> u64 {
        self.bus.channel(self.user)
    }
}

struct Inbox {
    session: Arc<dyn interfaces::Session>,
}

impl interfaces::Inbox for Inbox {
    fn incoming(&self) -> u64 {
        self.session.channel() + FIRST_CHANNEL
    }
}

struct Presence {
    session: Arc<dyn interfaces::Session>,
    inbox: Arc<dyn interfaces::Inbox>,
}

impl interfaces::Presence for Presence {
    fn channels(&self) -> (u64, u64) {
        (self.session.channel(), self.inbox.incoming())
    }
}

/// What everybody shares.
pub struct App {
    bus: Arc<dyn interfaces::Bus>,
}

/// The components of a user.
pub struct Scope {
    /// Made of the user and the bus.
    pub session: Arc<dyn interfaces::Session>,
    /// Made of the session.
    pub inbox: Arc<dyn interfaces::Inbox>,
    /// Made of the session and the inbox.
    pub presence: Arc<dyn interfaces::Presence>,
}

/// An application.
#[must_use]
pub fn build() -> App {
    let first_channel = FIRST_CHANNEL;
    App {
        bus: Arc::new(Bus { first_channel }),
    }
}

/// Makes the components of a user.
///
/// # Errors
///
/// The user has no number.
pub fn open(app: &App, user: u64) -> Result<Scope, Nobody> {
    check_user(user)?;
    let bus = Arc::clone(&app.bus);
    let session: Arc<dyn interfaces::Session> = Arc::new(Session { user, bus });
    let inbox: Arc<dyn interfaces::Inbox> = Arc::new(Inbox {
        session: Arc::clone(&session),
    });
    let presence = Arc::new(Presence {
        session: Arc::clone(&session),
        inbox: Arc::clone(&inbox),
    });
    Ok(Scope {
        session,
        inbox,
        presence,
    })
}
