use ssot::ssot_component;

#[ssot_component]
pub trait Sink {}

fn main() {}
