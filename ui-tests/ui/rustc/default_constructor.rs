//! What rustc refuses in an impl, it refuses in one of constructors.

use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    number: u16,
}

#[factory]
impl Port {
    pub default fn create(number: u16) -> Self {
        Self { number }
    }
}

fn main() {
    let _port = PortFactory::create(80);
}
