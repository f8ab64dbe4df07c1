use std::convert::Infallible;

use ssot::{Context, composition};

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

composition! {
    pub struct App {
        context(User) {}
        context(Request) {}
    }
}

fn main() {
    let app = App::new().unwrap();
    let _request = app.scope(Request).unwrap();
}
