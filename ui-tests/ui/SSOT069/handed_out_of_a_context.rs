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
pub struct Pool {}

#[factory]
impl Pool {
    pub fn create() -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        context(User) { pub Pool }
    }
}

fn main() {}
