use ssot::ssot_component;

#[ssot_component(new, crate)]
pub struct Port {
    pub number: u16,
}

fn main() {}
