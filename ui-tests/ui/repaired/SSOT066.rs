use ssot::{composition, factory, ssot_component, ssot_interface};

#[ssot_interface]
pub trait Sink: Send + Sync {}

#[ssot_component(scope = singleton, implements(Sink))]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create() -> Self {
        Self {}
    }
}

impl Sink for Bus {}

composition! {
    pub struct App {
        singletons { Bus as dyn Sink }
    }
}

fn main() {}
