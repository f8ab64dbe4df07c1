use ssot::{factory_only, ssot_interface};

#[ssot_interface]
pub trait Listener {}

#[factory_only]
#[ssot::ssot_component(new, implements(Listener))]
pub struct Port {
    pub number: u16,
}

impl Listener for Port {}

fn main() {
    let _port = PortFactory::new(80);
}
