use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    pub fn create(number: u16) -> Option<Self> {
        (number > 0).then(|| Self { number })
    }
}

impl Default for Port {
    fn default() -> Self {
        Self { number: 0 }
    }
}

fn main() {}
