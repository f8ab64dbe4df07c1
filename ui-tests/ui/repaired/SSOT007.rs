use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

impl Port {
    pub const HIGHEST: u16 = u16::MAX;
}

#[factory]
impl Port {
    pub fn create() -> Self {
        Self { number: 80 }
    }
}

fn main() {}
