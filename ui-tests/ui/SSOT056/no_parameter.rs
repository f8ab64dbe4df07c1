use std::convert::Infallible;

use ssot::{Context, factory, ssot_component};

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
    pub fn create() -> Self {
        Self {}
    }
}

fn main() {}
