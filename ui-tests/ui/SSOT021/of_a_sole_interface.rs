#[ssot::ssot_interface(sole = "acme Clock")]
pub trait Clock {}

fn main() {}
