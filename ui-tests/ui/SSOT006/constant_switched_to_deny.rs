#![deny(deprecated)]

use ssot::{factory, factory_only};

#[factory_only(enforce = "deny")]
pub struct Port {
    number: u16,
}

#[factory(enforce = "deny")]
impl Port {
    pub const fn create(number: u16) -> Self {
        Self { number }
    }
}

fn main() {
    let port = PortFactory::create(80);
    assert_eq!(port.number, 80);
}
