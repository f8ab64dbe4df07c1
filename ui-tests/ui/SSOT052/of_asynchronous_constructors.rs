use std::sync::Arc;

use ssot::{composition, factory, ssot_component};

#[ssot_component(scope = singleton)]
pub struct A {}

#[factory]
impl A {
    pub async fn create(b: Arc<B>) -> Self {
        Self {}
    }
}

#[ssot_component(scope = singleton)]
pub struct B {}

#[factory]
impl B {
    pub async fn create(a: &A) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { A, B }
    }
}

fn main() {}
