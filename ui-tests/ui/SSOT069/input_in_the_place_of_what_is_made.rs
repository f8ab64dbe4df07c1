use ssot::{composition, factory, ssot_component};

#[ssot_component]
pub struct Talk {}

#[factory]
impl Talk {
    pub fn create(#[given] subject: &str) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        makes { Talk }
    }
}

pub struct Silence;

composition! {
    pub struct Tested overrides App { Talk => input Silence }
}

fn main() {}
