use ssot::{factory, ssot_component};

#[ssot_component]
pub struct Talk {}

#[factory]
impl Talk {
    pub async fn create(#[given] subject: &str) -> Self {
        Self {}
    }
}

fn main() {}
