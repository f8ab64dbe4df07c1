use ssot::ssot_component;

#[ssot_component(new, allow(Copy))]
pub struct Port {
    pub number: u16,
}

fn main() {}
