use ssot::factory_only;

#[derive(Default)]
#[factory_only(new)]
pub struct Port(pub u16);

fn main() {}
