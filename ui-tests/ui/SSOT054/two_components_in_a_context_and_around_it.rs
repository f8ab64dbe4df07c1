use std::convert::Infallible;

use ssot::{Context, composition, factory, ssot_component, ssot_interface};

#[ssot_interface]
pub trait Sink: Send + Sync {}

pub struct User;

impl Context for User {
    type Id = ();
    type Error = Infallible;

    fn id(&self) {}

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[ssot_component(implements(Sink))]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create() -> Self {
        Self {}
    }
}

impl Sink for Bus {}

#[ssot_component(implements(Sink))]
pub struct Queue {}

#[factory]
impl Queue {
    pub fn create() -> Self {
        Self {}
    }
}

impl Sink for Queue {}

composition! {
    pub struct App {
        singletons { Bus as dyn Sink }
        context(User) { Queue as dyn Sink }
    }
}

fn main() {}
