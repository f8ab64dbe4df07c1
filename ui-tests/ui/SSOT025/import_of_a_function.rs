mod ws {
    #[ssot::ssot_component(new, canonical = "crate::ws::Manager")]
    pub struct Manager {}

    pub fn manager() -> Manager {
        ManagerFactory::new()
    }
}

#[ssot::moved]
pub use crate::ws::manager as get_manager;

fn main() {
    get_manager();
}
