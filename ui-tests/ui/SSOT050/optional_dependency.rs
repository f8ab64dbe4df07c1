use std::sync::Arc;

use ssot::{composition, factory, ssot_component};

#[ssot_component(new)]
pub struct Cache {}

#[ssot_component]
pub struct Store {
    pub cache: Option<Arc<Cache>>,
}

#[factory]
impl Store {
    pub fn create(cache: Option<Arc<Cache>>) -> Self {
        Self { cache }
    }
}

composition! {
    pub struct App {
        singletons { Store }
    }
}

fn main() {}
