use std::convert::Infallible;

use ssot::{Context, ssot_component};

pub struct User;

impl Context for User {
    type Id = ();
    type Error = Infallible;

    fn id(&self) {}

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[ssot_component(new, scope = context(User))]
pub struct Session {
    name: String,
}

fn main() {}
