//! The documented limit: in its own module an instance can be changed, and never be doubled.

use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    number: u16,
    name: &'static str,
}

#[factory]
impl Port {
    pub fn create(number: u16) -> Self {
        Self { number, name: "port" }
    }
}

fn main() {
    let port = PortFactory::create(80);
    let changed = Port { number: 81, ..port };
    let Port { name, __constructed_only_by_PortFactory: seal, .. } = changed;
    let again = Port { number: 82, name, __constructed_only_by_PortFactory: seal };
    assert_eq!((again.number, again.name), (82, "port"));
}
