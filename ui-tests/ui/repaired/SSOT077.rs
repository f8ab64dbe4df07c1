use std::convert::Infallible;

use ssot::{Context, OpenScope, composition};

pub struct User;

impl Context for User {
    type Id = ();
    type Error = Infallible;

    fn id(&self) {}

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

composition! {
    pub struct App {
        context(User) {}
    }
}

pub fn greet(user: &OpenScope<App, User>) {}

fn main() {}
