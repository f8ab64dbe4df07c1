use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    number: u16,
}

#[factory]
impl Port {
    #[factory(replaces = "Port { size }")]
    pub fn create(number: u16) -> Self {
        Self { number }
    }
}

fn main() {}
