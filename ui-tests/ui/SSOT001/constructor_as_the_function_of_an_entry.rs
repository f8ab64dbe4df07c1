use ssot::{composition, factory, factory_only};

#[factory_only]
pub struct Pool {}

#[factory]
impl Pool {
    pub fn connect() -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Pool = Pool::connect }
    }
}

fn main() {}
