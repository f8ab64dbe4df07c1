#![deny(deprecated)]

mod ws {
    #[ssot::ssot_component(new, canonical = "crate::ws::Manager")]
    pub struct Manager {}
}

mod legacy {
    use std::sync::Arc;

    use crate::ws::{Manager, ManagerFactory};

    #[ssot::moved]
    pub fn get_manager() -> Arc<Manager> {
        Arc::new(ManagerFactory::new())
    }
}

fn main() {
    legacy::get_manager();
}
