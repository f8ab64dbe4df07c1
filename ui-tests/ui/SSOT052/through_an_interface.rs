use std::sync::Arc;

use ssot::{composition, factory, ssot_component, ssot_interface};

#[ssot_interface]
pub trait Sink: Send + Sync {}

#[ssot_component(scope = singleton)]
pub struct A {}

#[factory]
impl A {
    pub fn create(sink: Arc<dyn Sink>) -> Self {
        Self {}
    }
}

#[ssot_component(scope = singleton, implements(Sink))]
pub struct B {}

#[factory]
impl B {
    pub fn create(a: &A) -> Self {
        Self {}
    }
}

impl Sink for B {}

composition! {
    pub struct App {
        singletons { A, B as dyn Sink }
    }
}

fn main() {}
