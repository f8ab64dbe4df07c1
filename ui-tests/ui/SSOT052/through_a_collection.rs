use std::sync::Arc;

use ssot::{composition, factory, ssot_component, ssot_interface};

#[ssot_interface]
pub trait Sink: Send + Sync {}

#[ssot_component]
pub struct Hub {
    pub sinks: Vec<Arc<dyn Sink>>,
}

#[factory]
impl Hub {
    pub fn create(sinks: Vec<Arc<dyn Sink>>) -> Self {
        Self { sinks }
    }
}

#[ssot_component(implements(Sink))]
pub struct Log {
    pub hub: Arc<Hub>,
}

#[factory]
impl Log {
    pub fn create(hub: Arc<Hub>) -> Self {
        Self { hub }
    }
}

impl Sink for Log {}

composition! {
    pub struct App {
        singletons { Hub, Log as dyn Sink }
        collections { dyn Sink }
    }
}

fn main() {}
