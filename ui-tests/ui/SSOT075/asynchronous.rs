use ssot::{composition, factory, ssot_component};

#[ssot_component]
pub struct Talk {}

#[factory]
impl Talk {
    pub async fn create() -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        makes { Talk }
    }
}

fn main() {}
