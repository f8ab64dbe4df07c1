use ssot::{composition, factory, ssot_component, ssot_interface};

#[ssot_interface]
pub trait Sink: Send + Sync {}

#[ssot_component(implements(Sink))]
pub struct Talk {}

#[factory]
impl Talk {
    pub fn create(#[given] subject: &str) -> Self {
        Self {}
    }
}

impl Sink for Talk {}

composition! {
    pub struct App {
        makes { Talk as dyn Sink }
        collections { dyn Sink }
    }
}

fn main() {}
