//! Code that is being typed: a second field has a name only.

use ssot::{factory, factory_only};
#[factory_only]
pub struct Port {
    number: u16,
    na
}

#[factory]
impl Port {
    pub fn create(number: u16) -> Self {
        Self { number }
    }

    pub fn standard() -> Self {
        Self { number: 80 }
    }
}

fn main() {
    let _port = PortFactory::create(80);
    let _other = PortFactory::standard();
}
