use ssot::{FactorySeal, factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

pub trait Evil: Sized {
    fn __constructed_only_by_PortFactory_create<P>(seal: FactorySeal<Self>) -> Option<Self>;
}

impl Evil for Port {
    fn __constructed_only_by_PortFactory_create<P>(seal: FactorySeal<Self>) -> Option<Self> {
        Some(Self { number: 0, __constructed_only_by_PortFactory: seal })
    }
}

#[factory]
impl Port {
    pub fn create<Port>() -> Option<Port>
    where
        Port: Evil + ssot::private::Guarded<Constructors = __ConstructorsOfPort>,
    {
        None
    }
}

fn main() {}
