use ssot::ssot_component;

#[ssot_component(new, nmae = "Port")]
pub struct Port {
    pub number: u16,
}

fn main() {}
