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

composition! {
    pub struct App {
        context(User) {}
    }
}

fn main() {
    let app = App::new().unwrap();
    let _alice = app.scope("alice").unwrap();
}
