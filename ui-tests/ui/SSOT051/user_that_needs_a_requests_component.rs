use std::convert::Infallible;

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

pub struct Request;

impl Context for Request {
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
    pub fn create(_: &Scope<User>, body: &Body) -> Self {
        Self {}
    }
}

#[ssot_component(scope = context(Request))]
pub struct Body {}

#[factory]
impl Body {
    pub fn create(_: &Scope<Request>) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        context(User) {
            Session,
            context(Request) { Body }
        }
    }
}

fn main() {}
