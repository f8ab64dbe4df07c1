use std::convert::Infallible;

use ssot::{Context, Scope, factory, ssot_component};

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
pub struct Session {
    name: String,
}

#[factory]
impl Session {
    pub fn create(_: &Scope<User>, name: String) -> Self {
        Self { name }
    }

    pub fn from_text(text: &str) -> Self {
        Self { name: text.to_owned() }
    }
}

fn main() {}
