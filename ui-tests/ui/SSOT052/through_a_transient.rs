use ssot::{composition, factory, ssot_component};

#[ssot_component(scope = singleton)]
pub struct A {}

#[factory]
impl A {
    pub fn create(b: B) -> Self {
        Self {}
    }
}

#[ssot_component(scope = transient)]
pub struct B {}

#[factory]
impl B {
    pub fn create(a: &A) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { A }
        transients { B }
    }
}

fn main() {}
