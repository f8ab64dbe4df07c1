use ssot::ssot_component;

#[ssot_component(new, allow(Clone, Clone))]
pub struct Port {
    pub number: u16,
}

fn main() {}
