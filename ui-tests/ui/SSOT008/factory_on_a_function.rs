use ssot::factory;

#[factory]
pub fn create() {}

fn main() {}
