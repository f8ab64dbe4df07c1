use ssot::ssot_component;

#[ssot_component(new, canonical)]
pub struct Port {
    pub number: u16,
}

fn main() {}
