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

#[ssot_component(scope = context(User))]
pub struct Session {}

#[factory]
impl Session {
    pub fn create(_: &Scope<User>) -> Self {
        Self {}
    }
}

fn alices() -> Session {
    todo!()
}

composition! {
    pub struct App {
        singletons { Session = alices }
        context(User) {}
    }
}

fn main() {}
