use ssot::{factory, ssot_component};

#[ssot_component]
pub struct Talk {}

#[factory]
impl Talk {
    pub fn create() -> Self {
        Self {}
    }

    pub fn about(#[given] subject: &str) -> Self {
        Self {}
    }
}

fn main() {}
