use ssot::{composition, factory, factory_only};

#[factory_only]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create() -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Bus }
    }
}

fn main() {}
