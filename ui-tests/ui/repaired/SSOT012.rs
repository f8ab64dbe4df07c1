use ssot::factory_only;

#[factory_only(new)]
pub struct Callback(for<'a> fn(&'a u8));

fn main() {}
