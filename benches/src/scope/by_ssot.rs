//! The components of a user, in a scope of a composition.

use std::sync::Arc;

use super::{FIRST_CHANNEL, Nobody, check_user, interfaces};

/// What everybody shares.
#[ssot::ssot_component(scope = singleton, implements(interfaces::Bus))]
pub struct Bus {
    first_channel: u64,
}

#[ssot::factory]
impl Bus {
    /// Makes a bus.
    #[must_use]
    pub fn create() -> Self {
        Self {
            first_channel: FIRST_CHANNEL,
        }
    }
}

impl interfaces::Bus for Bus {
    fn channel(&self, user: u64) -> u64 {
        self.first_channel + user
    }
}

/// A user, by number.
pub struct User {
    /// The number.
    pub number: u64,
}

impl ssot::Context for User {
    type Id = u64;
    type Error = Nobody;

    fn id(&self) -> u64 {
        self.number
    }

    fn validate(&self) -> Result<(), Nobody> {
        check_user(self.number)
    }
}

/// Made of the user and the bus.
#[ssot::ssot_component(scope = context(User), implements(interfaces::Session))]
pub struct Session {
    user: u64,
    bus: Arc<dyn interfaces::Bus>,
}

#[ssot::factory]
impl Session {
    /// Makes the session of a user.
    pub fn create(user: &ssot::Scope<User>, bus: Arc<dyn interfaces::Bus>) -> Self {
        Self {
            user: user.number,
            bus,
        }
    }
}

impl interfaces::Session for Session {
    fn channel(&self) -> u64 {
        self.bus.channel(self.user)
    }
}

/// Made of the session.
#[ssot::ssot_component(scope = context(User), implements(interfaces::Inbox))]
pub struct Inbox {
    session: Arc<dyn interfaces::Session>,
}

#[ssot::factory]
impl Inbox {
    /// Makes the inbox of a user.
    pub fn create(_: &ssot::Scope<User>, session: Arc<dyn interfaces::Session>) -> Self {
        Self { session }
    }
}

impl interfaces::Inbox for Inbox {
    fn incoming(&self) -> u64 {
        self.session.channel() + FIRST_CHANNEL
    }
}

/// Made of the session and the inbox.
#[ssot::ssot_component(scope = context(User), implements(interfaces::Presence))]
pub struct Presence {
    session: Arc<dyn interfaces::Session>,
    inbox: Arc<dyn interfaces::Inbox>,
}

#[ssot::factory]
impl Presence {
    /// Makes the presence of a user.
    pub fn create(
        _: &ssot::Scope<User>,
        session: Arc<dyn interfaces::Session>,
        inbox: Arc<dyn interfaces::Inbox>,
    ) -> Self {
        Self { session, inbox }
    }
}

impl interfaces::Presence for Presence {
    fn channels(&self) -> (u64, u64) {
        (self.session.channel(), self.inbox.incoming())
    }
}

ssot::composition! {
    /// What everybody shares, and what each user has.
    pub struct App {
        singletons { Bus as dyn interfaces::Bus }
        context(User) {
            Session as dyn interfaces::Session,
            Inbox as dyn interfaces::Inbox,
            Presence as dyn interfaces::Presence,
        }
    }
}

/// An application, its bus made.
///
/// # Panics
///
/// Never: the compiler has seen that each component is defined once, and no constructor fails.
#[must_use]
pub fn build() -> App {
    let app = App::new().expect("each component is defined once");
    app.warm_up().expect("no constructor fails");
    app
}
