//! The components of a user, as a module of `shaku` for each user around the module of everybody.
//!
//! `shaku` has no scopes. A module for each user is the nearest that it has.

#![allow(
    missing_docs,
    clippy::struct_field_names,
    reason = "`shaku` writes no documentation, and names the fields of a module itself"
)]

use std::sync::Arc;

use super::{FIRST_CHANNEL, Nobody, check_user, interfaces};

/// What everybody shares.
#[derive(shaku::Component)]
#[shaku(interface = interfaces::Bus)]
pub struct Bus {
    #[shaku(default = FIRST_CHANNEL)]
    first_channel: u64,
}

impl interfaces::Bus for Bus {
    fn channel(&self, user: u64) -> u64 {
        self.first_channel + user
    }
}

/// Made of the user and the bus.
#[derive(shaku::Component)]
#[shaku(interface = interfaces::Session)]
pub struct Session {
    user: u64,
    #[shaku(inject)]
    bus: Arc<dyn interfaces::Bus>,
}

impl interfaces::Session for Session {
    fn channel(&self) -> u64 {
        self.bus.channel(self.user)
    }
}

/// Made of the session.
#[derive(shaku::Component)]
#[shaku(interface = interfaces::Inbox)]
pub struct Inbox {
    #[shaku(inject)]
    session: Arc<dyn interfaces::Session>,
}

impl interfaces::Inbox for Inbox {
    fn incoming(&self) -> u64 {
        self.session.channel() + FIRST_CHANNEL
    }
}

/// Made of the session and the inbox.
#[derive(shaku::Component)]
#[shaku(interface = interfaces::Presence)]
pub struct Presence {
    #[shaku(inject)]
    session: Arc<dyn interfaces::Session>,
    #[shaku(inject)]
    inbox: Arc<dyn interfaces::Inbox>,
}

impl interfaces::Presence for Presence {
    fn channels(&self) -> (u64, u64) {
        (self.session.channel(), self.inbox.incoming())
    }
}

shaku::module! {
    pub App {
        components = [Bus],
        providers = []
    }
}

shaku::module! {
    pub Scope {
        components = [Session, Inbox, Presence],
        providers = [],

        use App {
            components = [dyn interfaces::Bus],
            providers = []
        }
    }
}

/// An application.
#[must_use]
pub fn build() -> App {
    App::builder().build()
}

/// Makes the components of a user.
///
/// # Errors
///
/// The user has no number.
pub fn open(app: &Arc<App>, user: u64) -> Result<Scope, Nobody> {
    check_user(user)?;
    let scope = Scope::builder(Arc::clone(app));
    Ok(scope
        .with_component_parameters::<Session>(SessionParameters { user })
        .build())
}
