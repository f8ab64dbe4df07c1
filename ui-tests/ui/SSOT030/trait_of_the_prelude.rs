use ssot::ssot_component;

#[ssot_component(new, implements(Clone))]
pub struct Manager {
    name: String,
}

fn main() {}
