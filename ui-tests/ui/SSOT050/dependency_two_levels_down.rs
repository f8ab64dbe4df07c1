use std::sync::Arc;

use ssot::{composition, factory, ssot_component};

#[ssot_component(scope = singleton)]
pub struct Manager {}

#[factory]
impl Manager {
    pub fn create(bus: Arc<Bus>) -> Self {
        Self {}
    }
}

#[ssot_component(scope = singleton)]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create(log: &Log) -> Self {
        Self {}
    }
}

#[ssot_component(scope = singleton)]
pub struct Log {}

#[factory]
impl Log {
    pub fn create() -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Manager, Bus }
    }
}

fn main() {
    let app = App::new().unwrap();
    let _manager: Arc<Manager> = app.get().unwrap();
}
