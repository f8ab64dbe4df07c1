use ssot::{composition, ssot_component};

#[ssot_component(new)]
pub struct Bus {}

composition! {
    pub struct App {
        singletons { &Bus }
    }
}

fn main() {}
