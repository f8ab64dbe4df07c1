//! Code that is being typed: a binding has no type.

use ssot::{factory, factory_only};
#[factory_only]
pub struct Port {
    number: u16,
}

#[factory]
impl Port {
    pub fn create(number: u16) -> Self {
        let limit: = number;
        Self { number: limit }
    }

    pub fn standard() -> Self {
        Self { number: 80 }
    }
}

fn main() {
    let _port = PortFactory::create(80);
    let _other = PortFactory::standard();
}
