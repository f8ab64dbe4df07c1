use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    pub fn create(_: [u8; { __ssot_key::key(); 0 }]) -> Self {
        Self { number: 1 }
    }
}

fn main() {}
