use ssot::{FactorySeal, factory, factory_only};

#[factory_only]
pub struct Port(u16);

pub struct Thief;

pub trait Steal {
    fn __constructed_only_by_PortFactory_create<T: Steal>(seal: FactorySeal<Port>, _: u16) -> Port;
}

impl Steal for Thief {
    fn __constructed_only_by_PortFactory_create<T: Steal>(seal: FactorySeal<Port>, _: u16) -> Port {
        Port(999, seal)
    }
}

#[factory]
impl Port {
    pub fn create<__SSOT016_Port_and_its_factory_both_enforce_deny: Steal>(number: u16) -> Self {
        Self(number)
    }
}

fn main() {
    let _stolen = PortFactory::create::<Thief>(80);
}
