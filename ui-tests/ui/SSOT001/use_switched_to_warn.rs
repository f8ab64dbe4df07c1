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
    let make = Port::create;
    assert_eq!(make(443).number, 443);
}
