use ssot::ssot_component;

#[ssot_component(new, scope = context)]
pub struct Port {
    pub number: u16,
}

fn main() {}
