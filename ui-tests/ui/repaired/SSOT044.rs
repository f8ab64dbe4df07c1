use ssot::ssot_component;

#[ssot_component(new, name = "Port")]
pub struct Port {
    pub number: u16,
}

fn main() {}
