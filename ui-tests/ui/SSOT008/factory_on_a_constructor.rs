use ssot::{factory, ssot_component};

#[ssot_component]
pub struct Port {
    pub number: u16,
}

impl Port {
    #[factory]
    pub fn create() -> Self {
        Self { number: 80 }
    }
}

fn main() {}
