use ssot::factory;

pub trait Local {}

#[factory]
impl dyn Local {}

fn main() {}
