use ssot::{composition, ssot_interface};

#[ssot_interface]
pub trait Sink: Send + Sync {}

composition! {
    pub struct App {
        singletons { dyn Sink }
    }
}

fn main() {}
