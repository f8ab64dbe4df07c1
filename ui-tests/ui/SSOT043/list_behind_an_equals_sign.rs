use ssot::ssot_component;

#[ssot_component(new, allow = Clone)]
#[derive(Clone)]
pub struct Session {
    number: u16,
}

fn main() {}
