use std::sync::Arc;

use ssot::{composition, factory, ssot_component};

#[ssot_component(scope = singleton)]
pub struct A {}

#[factory]
impl A {
    pub fn create(a: Arc<A>) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { A }
    }
}

fn main() {}
