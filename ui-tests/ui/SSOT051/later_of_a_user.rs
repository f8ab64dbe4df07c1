use std::convert::Infallible;

use ssot::{Context, Lazy, Scope, composition, factory, ssot_component};

pub struct User;

impl Context for User {
    type Id = ();
    type Error = Infallible;

    fn id(&self) {}

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[ssot_component(scope = context(User))]
pub struct Session {}

#[factory]
impl Session {
    pub fn create(_: &Scope<User>) -> Self {
        Self {}
    }
}

#[ssot_component]
pub struct Bus {
    pub session: Lazy<Session>,
}

#[factory]
impl Bus {
    pub fn create(session: Lazy<Session>) -> Self {
        Self { session }
    }
}

composition! {
    pub struct App {
        singletons { Bus }
        context(User) { Session }
    }
}

fn main() {}
