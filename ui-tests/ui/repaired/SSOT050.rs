use std::sync::Arc;

use ssot::{composition, factory, ssot_component};

#[ssot_component(scope = singleton)]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create() -> Self {
        Self {}
    }
}

#[ssot_component(scope = singleton)]
pub struct Manager {}

#[factory]
impl Manager {
    pub fn create(bus: Arc<Bus>) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Bus, Manager }
    }
}

fn main() {}
