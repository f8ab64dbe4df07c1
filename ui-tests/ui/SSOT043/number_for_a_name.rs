use ssot::ssot_component;

#[ssot_component(new, name = 3)]
pub struct Port {
    pub number: u16,
}

fn main() {}
