#[ssot::moved]
pub fn connect() {}

fn main() {}
