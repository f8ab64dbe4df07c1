#[ssot::ssot_interface(open, sole)]
pub trait Clock {}

fn main() {}
