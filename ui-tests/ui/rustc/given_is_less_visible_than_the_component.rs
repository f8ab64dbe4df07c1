use ssot::{composition, factory, ssot_component};

struct Subject;

#[ssot_component]
pub struct Talk {}

#[factory]
impl Talk {
    fn create(#[given] subject: Subject) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        makes { Talk }
    }
}

fn main() {}
