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
    pub fn start(bus: &Bus, #[given] subject: &str) -> Self {
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
