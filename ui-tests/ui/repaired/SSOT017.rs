use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    number: u16,
}

#[factory]
impl Port {
    #[factory(replaces = "Port { number }")]
    pub fn create(number: u16) -> Self {
        Self { number }
    }
}

fn main() {}
