use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    pub fn create(number: u16) -> Option<Self> {
        drop(one_seal_makes_one_instance);
        Some(Self { number })
    }
}

fn main() {}
