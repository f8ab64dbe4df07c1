use ssot::ssot_component;

#[ssot_component(new, implements(EventSnk))]
pub struct Manager {
    name: String,
}

fn main() {}
