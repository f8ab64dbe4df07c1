#[ssot::ssot_interface(sole)]
pub trait Clock {}

fn main() {}
