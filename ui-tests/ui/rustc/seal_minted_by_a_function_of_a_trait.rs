use ssot::{FactorySeal, factory_only};

#[factory_only(new)]
pub struct Port {
    pub number: u16,
}

fn made(seal: fn() -> FactorySeal<Port>) -> Port {
    Port {
        number: 80,
        __constructed_only_by_PortFactory: seal(),
    }
}

fn main() {
    made(ssot::mint_seal);
}
