use ssot::{composition, factory, ssot_component};

#[ssot_component(scope = transient)]
pub struct Job {}

#[factory]
impl Job {
    pub fn create() -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Job }
    }
}

fn main() {}
