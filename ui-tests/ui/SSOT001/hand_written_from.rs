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

impl From<u16> for Port {
    fn from(number: u16) -> Self {
        Port { number }
    }
}

fn main() {}
