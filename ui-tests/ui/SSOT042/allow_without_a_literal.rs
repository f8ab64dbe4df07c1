use ssot::no_hardcoded;

#[no_hardcoded(allow())]
fn main() {}
