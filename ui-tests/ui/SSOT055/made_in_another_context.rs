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
pub struct Talk {}

#[factory]
impl Talk {
    pub fn create(user: &Scope<User>, #[given] subject: &str) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        context(User) {
            context(Request) {
                makes { Talk }
            }
        }
    }
}

fn main() {}
