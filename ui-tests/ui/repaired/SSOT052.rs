use std::sync::Arc;

use ssot::{composition, factory, ssot_component};

#[ssot_component(scope = singleton)]
pub struct A {}

#[factory]
impl A {
    pub fn create(shared: Arc<Shared>) -> Self {
        Self {}
    }
}

#[ssot_component(scope = singleton)]
pub struct B {}

#[factory]
impl B {
    pub fn create(shared: &Shared) -> Self {
        Self {}
    }
}

/// What the two of them share.
#[ssot_component(new, scope = singleton)]
pub struct Shared {}

composition! {
    pub struct App {
        singletons { A, B, Shared }
    }
}

fn main() {
    let app = App::new().unwrap();
    let _a: Arc<A> = app.get().unwrap();
}
