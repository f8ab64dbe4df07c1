use ssot::ssot_component;

#[ssot_component(new, name = "Cafe\u{301}")]
pub struct Cafe {}

fn main() {}
