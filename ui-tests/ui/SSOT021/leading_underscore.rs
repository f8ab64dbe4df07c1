use ssot::ssot_component;

#[ssot_component(new, name = "a::_b")]
pub struct Port {
    pub number: u16,
}

fn main() {}
