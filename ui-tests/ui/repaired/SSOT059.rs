use ssot::{composition, factory, ssot_component};

#[ssot_component(scope = singleton)]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create(name: String) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        inputs { String }
        singletons { Bus }
    }
}

fn main() {}
