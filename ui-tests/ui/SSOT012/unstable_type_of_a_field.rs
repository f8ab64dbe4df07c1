use ssot::factory_only;

#[factory_only(new)]
pub struct Callback(unsafe<'a> fn(&'a u8));

fn main() {}
