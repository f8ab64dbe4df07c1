use ssot::{composition, factory, ssot_component};

#[ssot_component]
pub struct Talk {}

#[factory]
impl Talk {
    pub fn create() -> Self {
        Self {}
    }

    pub fn about(subject: &str) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        makes { Talk }
    }
}

fn main() {}
