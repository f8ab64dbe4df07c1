use ssot::factory_only;

#[factory_only(new)]
#[repr(C)]
pub struct Port(u16);

fn main() {}
