use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    pub fn create() -> Vec<Self> {
        (1..=2).map(|number| Self { number }).collect()
    }
}

fn main() {}
