use ssot::ssot_component;

#[ssot_component(new, canonical = "crate::Port")]
pub struct Port {
    pub number: u16,
}

pub mod ports {
    pub struct Port;
}

fn main() {}
