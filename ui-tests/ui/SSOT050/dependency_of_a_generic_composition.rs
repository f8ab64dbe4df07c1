use std::sync::Arc;

use ssot::{composition, factory, ssot_component};

pub trait Database: Send + Sync + 'static {}

#[ssot_component]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create() -> Self {
        Self {}
    }
}

#[ssot_component]
pub struct Repository<D: Database> {
    database: Arc<D>,
}

#[factory]
impl<D: Database> Repository<D> {
    pub fn create(database: Arc<D>, _: &Bus) -> Self {
        Self { database }
    }
}

composition! {
    pub struct App<D: Database> {
        inputs { D }
        singletons { Repository<D> }
    }
}

fn main() {}
