#[ssot::no_hardcoded]
#[path = "../pass/update_uses_an_instance_up.rs"]
mod elsewhere;

fn main() {}
