use ssot::no_hardcoded;

#[no_hardcoded(allow(ADDRESS, reason = "the development server"))]
fn main() {}
