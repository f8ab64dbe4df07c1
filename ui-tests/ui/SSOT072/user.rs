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

#[ssot_component(scope = singleton)]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create(_: &User) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        inputs { User }
        singletons { Bus }
    }
}

fn main() {}
