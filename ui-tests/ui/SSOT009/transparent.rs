use ssot::factory_only;

#[factory_only(new)]
#[repr(transparent)]
pub struct Port(u16);

fn main() {}
