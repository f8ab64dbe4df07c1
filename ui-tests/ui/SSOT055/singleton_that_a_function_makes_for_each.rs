use ssot::{composition, factory, ssot_component};

#[ssot_component(scope = singleton)]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create() -> Self {
        Self {}
    }
}

fn bus() -> Bus {
    BusFactory::create()
}

composition! {
    pub struct App {
        transients { Bus = bus }
    }
}

fn main() {}
