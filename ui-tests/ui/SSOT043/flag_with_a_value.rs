use ssot::ssot_component;

#[ssot_component(new = true)]
pub struct Port {
    pub number: u16,
}

fn main() {}
