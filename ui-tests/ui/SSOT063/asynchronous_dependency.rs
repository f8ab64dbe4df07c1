use std::sync::Arc;

use ssot::{composition, factory, ssot_component};

#[ssot_component(scope = singleton)]
pub struct Bus {}

#[factory]
impl Bus {
    pub async fn create() -> Self {
        Self {}
    }
}

#[ssot_component(scope = transient)]
pub struct Manager {}

#[factory]
impl Manager {
    pub fn create(bus: &Bus) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Bus }
        transients { Manager }
    }
}

fn main() {
    let app = App::new().unwrap();
    let _manager: Arc<Manager> = app.get().unwrap();
}
