use ssot::{factory, ssot_component};

#[ssot_component]
pub struct Talk {}

#[factory]
impl Talk {
    pub fn create(#[given(subject)] subject: &str) -> Self {
        Self {}
    }
}

fn main() {}
