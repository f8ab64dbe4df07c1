use ssot::{composition, ssot_component};

#[ssot_component(new)]
pub struct Talk {}

composition! {
    pub struct App {
        makes { Talk }
    }
}

fn main() {}
