use ssot::{composition, factory, ssot_component};

#[ssot_component(scope = singleton)]
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

fn main() {}
