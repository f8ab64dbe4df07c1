use ssot::{composition, ssot_interface};

#[ssot_interface]
pub trait Sink: Send + Sync {}

composition! {
    pub struct App {
        inputs { dyn Sink }
    }
}

fn main() {}
