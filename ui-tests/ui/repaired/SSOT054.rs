use ssot::{composition, factory, ssot_component, ssot_interface};

#[ssot_interface]
pub trait Sink: Send + Sync {}

#[ssot_component(scope = singleton, implements(Sink))]
pub struct A {}

#[factory]
impl A {
    pub fn create() -> Self {
        Self {}
    }
}

impl Sink for A {}

#[ssot_component(scope = singleton, implements(Sink))]
pub struct B {}

#[factory]
impl B {
    pub fn create() -> Self {
        Self {}
    }
}

impl Sink for B {}

composition! {
    pub struct App {
        singletons { A as dyn Sink, B }
    }
}

fn main() {}
