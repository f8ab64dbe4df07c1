use ssot::ssot_component;

#[ssot_component]
pub type Port = u16;

fn main() {}
