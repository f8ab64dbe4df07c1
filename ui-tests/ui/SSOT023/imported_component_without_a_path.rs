mod ws {
    #[ssot::ssot_component(new)]
    pub struct Manager {}
}

use std::sync::Arc;

use ws::Manager;

#[ssot::moved]
pub fn manager() -> Arc<Manager> {
    Arc::new(ws::ManagerFactory::new())
}

fn main() {
    manager();
}
