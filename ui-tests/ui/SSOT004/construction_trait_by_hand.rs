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

pub struct Key;

impl ssot::private::ConstructedInOnePlace for __ConstructorsOfPort {
    type Key = Key;
}

fn main() {
    let _port =
        Port { number: 0, __constructed_only_by_PortFactory: ssot::private::mint::<Port, _>(Key, &()) };
}
