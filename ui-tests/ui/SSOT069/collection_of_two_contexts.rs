use std::convert::Infallible;

use ssot::{Context, Scope, composition, factory, ssot_component, ssot_interface};

macro_rules! contexts {
    ($($context:ident)*) => {$(
        pub struct $context;

        impl Context for $context {
            type Id = ();
            type Error = Infallible;

            fn id(&self) {}

            fn validate(&self) -> Result<(), Infallible> {
                Ok(())
            }
        }
    )*};
}

contexts!(User Job);

#[ssot_interface]
pub trait Sink: Send + Sync {}

#[ssot_component(implements(Sink))]
pub struct Session {}

#[factory]
impl Session {
    pub fn create(_: &Scope<User>) -> Self {
        Self {}
    }
}

impl Sink for Session {}

#[ssot_component(implements(Sink))]
pub struct Output {}

#[factory]
impl Output {
    pub fn create(_: &Scope<Job>) -> Self {
        Self {}
    }
}

impl Sink for Output {}

composition! {
    pub struct App {
        collections { dyn Sink }
        context(User) { Session as dyn Sink }
        context(Job) { Output as dyn Sink }
    }
}

fn main() {}
