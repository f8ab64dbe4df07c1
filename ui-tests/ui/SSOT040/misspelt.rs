use ssot::ssot_component;

#[ssot_component(new, implments(Send))]
pub struct Port {
    pub number: u16,
}

fn main() {}
