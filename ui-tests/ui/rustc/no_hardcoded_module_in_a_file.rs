#[ssot::no_hardcoded]
#[path = "../../src/lib.rs"]
mod elsewhere;

fn main() {}
