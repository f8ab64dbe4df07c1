use ssot::ssot_interface;

#[ssot_interface(sole = "acme::Clo\u{fe0f}ck")]
pub trait Clock {}

fn main() {}
