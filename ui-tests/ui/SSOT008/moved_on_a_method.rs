mod ws {
    #[ssot::ssot_component(new, canonical = "crate::ws::Manager")]
    pub struct Manager {}
}

pub struct Pool;

impl Pool {
    #[ssot::moved]
    pub fn manager(&self) -> crate::ws::Manager {
        ws::ManagerFactory::new()
    }
}

fn main() {}
