use ssot::{composition, factory, ssot_component};

#[ssot_component]
pub struct Talk {}

#[factory]
impl Talk {
    pub async fn create(#[given] subject: String) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Talk }
    }
}

fn main() {}
