#![deny(deprecated)]

use ssot::factory_only;

#[factory_only(new, enforce = "warn")]
#[derive(Default)]
pub struct Port {
    pub number: u16,
}

fn main() {
    let port = PortFactory::new(0);
    assert_eq!(port.number, 0);
}
