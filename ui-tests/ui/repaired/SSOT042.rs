use ssot::ssot_component;

#[ssot_component(new, name = "acme::Port")]
pub struct Port {
    pub number: u16,
}

fn main() {}
