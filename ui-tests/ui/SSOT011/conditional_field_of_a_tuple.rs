use ssot::factory_only;

#[factory_only(new)]
pub struct Port(u16, #[cfg(unix)] u32);

fn main() {}
