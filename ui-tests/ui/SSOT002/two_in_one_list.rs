use ssot::ssot_component;

#[ssot_component(new)]
#[derive(Default, Debug, Clone)]
pub struct Port {
    pub number: u16,
}

fn main() {}
