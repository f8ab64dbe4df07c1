#![forbid(unsafe_code)]

use ssot::ssot_component;

#[ssot_component(new, canonical = "crate::ports::Port")]
pub struct Port {
    pub number: u16,
}

pub mod ports {
    pub struct Port;
}

impl ssot::SameType<Port> for ports::Port {}

fn main() {}
