use ssot::{FactorySeal, factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

pub struct Fake {
    __constructed_only_by_PortFactory: FactorySeal<Port>,
}

#[factory]
impl Port {
    pub fn create() -> Option<Self> {
        use Fake as Port;
        let _fake = Port {};
        None
    }
}

fn main() {}
