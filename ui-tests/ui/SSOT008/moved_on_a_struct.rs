#[ssot::moved]
pub struct OldManager;

fn main() {}
