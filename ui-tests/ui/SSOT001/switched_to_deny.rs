#![deny(deprecated)]

use ssot::{factory, ssot_component};

#[ssot_component(enforce = "deny")]
pub struct Port {
    number: u16,
}

#[factory(enforce = "deny")]
impl Port {
    pub fn create(number: u16) -> Self {
        Self { number }
    }
}

fn main() {
    let port = Port::create(80);
    assert_eq!(port.number, 80);
}
