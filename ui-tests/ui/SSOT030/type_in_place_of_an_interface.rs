use ssot::ssot_component;

pub struct Sink;

#[ssot_component(new, implements(Sink))]
pub struct Manager {
    name: String,
}

fn main() {}
