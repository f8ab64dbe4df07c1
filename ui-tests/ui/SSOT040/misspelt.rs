use ssot::{ssot_component, ssot_interface};

#[ssot_interface]
pub trait Listener {}

#[ssot_component(new, implments(Listener))]
pub struct Port {
    pub number: u16,
}

impl Listener for Port {}

fn main() {}
