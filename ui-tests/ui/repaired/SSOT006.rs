use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    pub fn create() -> Self {
        Self { number: 80 }
    }
}

impl Port {
    pub fn next(&self) -> u16 {
        self.number + 1
    }
}

fn main() {}
