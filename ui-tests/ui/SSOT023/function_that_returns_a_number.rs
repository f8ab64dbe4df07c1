#[ssot::moved]
pub fn connections() -> Option<usize> {
    Some(1)
}

fn main() {}
