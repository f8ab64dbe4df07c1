use ssot::ssot_component;

#[ssot_component(new, name = "acme::Port")]
pub struct TcpPort {
    pub number: u16,
}

#[ssot_component(new, name = "acme::Port")]
pub struct UdpPort {
    pub number: u16,
}

fn main() {}
