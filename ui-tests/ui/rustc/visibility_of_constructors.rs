use ssot::{factory, ssot_component};

#[ssot_component]
pub struct Port {
    pub number: u16,
}

#[factory]
pub impl Port {
    pub fn create() -> Self {
        Self { number: 80 }
    }
}

fn main() {}
