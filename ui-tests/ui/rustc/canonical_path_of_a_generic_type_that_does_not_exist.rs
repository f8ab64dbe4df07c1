use ssot::ssot_component;

#[ssot_component(new, canonical = "crate::nowhere::Manager")]
pub struct Manager<T> {
    pub value: T,
}

fn main() {}
