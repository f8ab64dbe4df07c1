use ssot::{composition, factory, ssot_component};

#[ssot_component(scope = singleton)]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create() -> Self {
        Self {}
    }
}

type Wire = Bus;

composition! {
    pub struct App {
        singletons { Bus, Wire }
    }
}

fn main() {}
