use ssot::{composition, factory, ssot_component};

#[ssot_component]
pub struct Pool {}

#[factory]
impl Pool {
    pub fn create() -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { pub(crate) Pool }
    }
}

fn main() {}
