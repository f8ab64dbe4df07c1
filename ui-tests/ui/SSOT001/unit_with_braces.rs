use ssot::{factory, factory_only};

#[factory_only]
pub struct Marker;

#[factory]
impl Marker {
    pub fn create() -> Self {
        Self
    }
}

fn main() {
    let _marker = Marker {};
}
