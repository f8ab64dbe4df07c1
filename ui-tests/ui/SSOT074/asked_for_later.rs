use ssot::{Lazy, composition, factory, ssot_component};

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
    pub fn create(#[given] subject: &str, bus: &Bus) -> Self {
        Self {}
    }
}

#[ssot_component]
pub struct Room {}

#[factory]
impl Room {
    pub fn create(talk: Lazy<Talk>) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Bus, Room }
        makes { Talk }
    }
}

fn main() {}
