use ssot::{composition, factory, ssot_component};

#[ssot_component]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create() -> Self {
        Self {}
    }
}

#[ssot_component]
pub struct Talk {}

#[factory]
impl Talk {
    pub fn create(bus: &Bus) -> Self {
        Self {}
    }

    #[inject]
    pub fn about(#[given] subject: &str, bus: &Bus) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Bus }
        makes { Talk }
    }
}

fn main() {}
