use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Default for Port {
    fn default() -> Self {
        Self { number: 80 }
    }
}

fn main() {}
