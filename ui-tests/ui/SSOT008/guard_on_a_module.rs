use ssot::ssot_component;

#[ssot_component]
mod ports {}

fn main() {}
