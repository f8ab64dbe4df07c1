use ssot::{factory, factory_only};

#[factory_only]
pub struct Port(u16);

#[factory]
impl Port {
    pub fn create(number: u16) -> Option<Self> {
        Some(number).map(Self)
    }
}

fn main() {
    let _make = Port::__constructed_only_by_PortFactory(panic!());
}
