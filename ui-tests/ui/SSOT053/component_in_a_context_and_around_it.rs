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

#[ssot_component]
pub struct Limits {}

#[factory]
impl Limits {
    pub fn create() -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Limits }
        context(User) { Limits }
    }
}

fn main() {}
