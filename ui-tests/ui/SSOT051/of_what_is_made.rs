use std::convert::Infallible;
use std::sync::Arc;

use ssot::{Context, Scope, composition, factory, ssot_component};

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
    pub fn create(user: &Scope<User>) -> Self {
        Self {}
    }
}

#[ssot_component]
pub struct Talk {}

#[factory]
impl Talk {
    pub fn create(#[given] subject: &str, session: Arc<Session>) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        context(User) { Session }
        makes { Talk }
    }
}

fn main() {}
