use ssot::ssot_component;

#[ssot_component(new, name = "Po\u{200d}rt")]
pub struct Port {}

fn main() {}
