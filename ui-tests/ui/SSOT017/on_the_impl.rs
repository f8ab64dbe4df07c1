use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    number: u16,
}

#[factory(replaces = "Port::new")]
impl Port {
    pub fn create(number: u16) -> Self {
        Self { number }
    }
}

fn main() {}
