use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    pub fn create(number: u16) -> Option<Self> {
        (number > 0).then(|| Self { number })
    }
}

fn main() {
    let port = PortFactory::create(80).unwrap();
    let _first = Port {
        number: 0,
        __constructed_only_by_PortFactory: port.__constructed_only_by_PortFactory,
    };
    let _second = Port {
        number: 0,
        __constructed_only_by_PortFactory: port.__constructed_only_by_PortFactory,
    };
}
