use std::convert::Infallible;

use ssot::{Context, composition, factory, ssot_component};

pub struct User;

impl Context for User {
    type Id = ();
    type Error = Infallible;

    fn id(&self) {}

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

pub struct Admin;

impl Context for Admin {
    type Id = ();
    type Error = Infallible;

    fn id(&self) {}

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[ssot_component]
pub struct Limits {}

#[factory]
impl Limits {
    pub fn create() -> Self {
        Self {}
    }
}

#[ssot_component]
pub struct Session {}

#[factory]
impl Session {
    pub fn create(limits: &Limits) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        context(User) { Session, Limits }
        context(Admin) { Session }
    }
}

fn main() {}
