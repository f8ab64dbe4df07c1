use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    pub fn create() -> (Self, Self) {
        (Self { number: 1 }, Self { number: 2 })
    }
}

fn main() {}
