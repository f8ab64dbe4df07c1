use ssot::{composition, factory, ssot_component};

#[ssot_component(name = "a b", new)]
pub struct Bus {}

#[ssot_component(scope = singleton)]
pub struct Manager {}

#[factory]
impl Manager {
    pub fn create(_: &Bus) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Bus, Manager }
    }
}

fn main() {}
