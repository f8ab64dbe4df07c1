use ssot::ssot_component;

#[ssot_component(new, canonical = "crate::ports::Cell")]
pub struct Cell<T> {
    pub value: T,
}

pub mod ports {
    pub struct Cell<T>(T);
}

fn main() {}
