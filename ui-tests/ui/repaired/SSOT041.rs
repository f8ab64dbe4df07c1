use ssot::ssot_component;

#[ssot_component(new, name = "A")]
pub struct Port {
    pub number: u16,
}

fn main() {}
