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

#[factory_only(new)]
pub struct Other {}

fn main() {
    let other = OtherFactory::new();
    let _port = Port {
        number: 0,
        __constructed_only_by_PortFactory: other.__constructed_only_by_OtherFactory,
    };
}
