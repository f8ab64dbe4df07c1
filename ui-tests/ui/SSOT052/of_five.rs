use ssot::{composition, factory, ssot_component};

#[ssot_component(scope = singleton)]
pub struct Start {}

#[factory]
impl Start {
    pub fn create(a: &A) -> Self {
        Self {}
    }
}

#[ssot_component(scope = singleton)]
pub struct A {}

#[factory]
impl A {
    pub fn create(b: &B) -> Self {
        Self {}
    }
}

#[ssot_component(scope = singleton)]
pub struct B {}

#[factory]
impl B {
    pub fn create(c: &C) -> Self {
        Self {}
    }
}

#[ssot_component(scope = singleton)]
pub struct C {}

#[factory]
impl C {
    pub fn create(d: &D) -> Self {
        Self {}
    }
}

#[ssot_component(scope = singleton)]
pub struct D {}

#[factory]
impl D {
    pub fn create(e: &E) -> Self {
        Self {}
    }
}

#[ssot_component(scope = singleton)]
pub struct E {}

#[factory]
impl E {
    pub fn create(a: &A) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Start, C, B, A, E, D }
    }
}

fn main() {}
