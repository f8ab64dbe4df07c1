use ssot::factory_only;

#[factory_only(new, enforce = "wran")]
pub struct Session {
    number: u16,
}

fn main() {}
