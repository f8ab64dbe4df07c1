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

type Key = <<Port as ssot::private::Guarded>::Constructors as ssot::private::ConstructedInOnePlace>::Key;

fn main() {
    let _port = Port { number: 0, __constructed_only_by_PortFactory: ssot::private::mint::<Port, _>(Key { 0: () }, &()) };
}
