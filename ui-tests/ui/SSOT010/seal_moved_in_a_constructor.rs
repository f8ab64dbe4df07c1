use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    pub fn create(number: u16) -> Option<Self> {
        let port = Self { number };
        let _seal = port.__constructed_only_by_PortFactory;
        None
    }
}

fn main() {}
