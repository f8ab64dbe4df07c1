use std::sync::Arc;

use ssot::{composition, factory, ssot_component, ssot_interface};

#[ssot_interface]
pub trait Storage: Send + Sync {}

#[ssot_component(new, implements(Storage))]
pub struct Disk {}

impl Storage for Disk {}

#[ssot_component]
pub struct Archive {}

#[factory]
impl Archive {
    pub fn create(_storage: &Arc<dyn Storage>) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Disk as dyn Storage, Archive }
    }
}

fn main() {}
