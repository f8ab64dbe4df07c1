use ssot::ssot_interface;

#[ssot_interface]
pub struct Port;

fn main() {}
