use ssot::ssot_component;

#[ssot_component(new)]
pub struct Port {
    pub number: u16,
}

#[ssot_component(new, name = "Port")]
pub struct UdpPort {
    pub number: u16,
}

fn main() {}
