use ssot::{composition, factory, ssot_component};

#[ssot_component]
pub struct Pool {}

#[factory]
impl Pool {
    pub fn create() -> Self {
        Self {}
    }
}

#[ssot_component]
pub struct Cache {}

#[factory]
impl Cache {
    pub fn create() -> Self {
        Self {}
    }
}

composition! {
    pub struct Storage {
        singletons { pub Pool, Cache }
    }
}

composition! {
    pub struct App {
        parts { Storage }
        singletons { Cache }
    }
}

fn main() {}
