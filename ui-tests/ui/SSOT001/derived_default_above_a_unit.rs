use ssot::factory_only;

#[derive(Default)]
#[factory_only(new)]
pub struct Marker;

fn main() {}
