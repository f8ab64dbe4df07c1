use std::sync::Arc;

use ssot::{composition, factory, ssot_component};

pub trait Database: Send + Sync + 'static {}

#[ssot_component]
pub struct Repository<D: Database> {
    database: Arc<D>,
}

#[factory]
impl<D: Database> Repository<D> {
    pub fn create(database: Arc<D>) -> Self {
        Self { database }
    }
}

composition! {
    pub struct App<D: Database> {
        inputs { D }
        singletons { Repository<D> }
    }
}

composition! {
    pub struct Tested overrides App {}
}

fn main() {}
