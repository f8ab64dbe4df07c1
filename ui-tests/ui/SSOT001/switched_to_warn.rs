#![deny(deprecated)]

use ssot::{factory, ssot_component};

#[ssot_component(enforce = "warn")]
pub struct Port {
    number: u16,
}

#[factory(enforce = "warn")]
impl Port {
    pub fn create(number: u16) -> Self {
        Self { number }
    }
}

fn main() {
    let port = Port::create(80);
    assert_eq!(port.number, 80);
}
