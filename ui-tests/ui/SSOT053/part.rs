use ssot::{composition, factory, ssot_component};

#[ssot_component]
pub struct Pool {}

#[factory]
impl Pool {
    pub fn create() -> Self {
        Self {}
    }
}

composition! {
    pub struct Storage {
        singletons { pub Pool }
    }
}

composition! {
    pub struct App {
        parts { Storage, Storage }
    }
}

fn main() {}
