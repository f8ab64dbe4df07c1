//! Code that is being typed: a method is missing in one constructor.

use ssot::{factory, factory_only};
#[factory_only]
pub struct Port {
    number: u16,
}

#[factory]
impl Port {
    pub fn create(number: u16) -> Self {
        let doubled = number. ;
        Self { number: doubled }
    }

    pub fn standard() -> Self {
        Self { number: 80 }
    }
}

fn main() {
    let _port = PortFactory::create(80);
    let _other = PortFactory::standard();
}
