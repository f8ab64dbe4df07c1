use ssot::ssot_component;

#[ssot_component(new, scope = transients)]
pub struct Session {
    number: u16,
}

fn main() {}
