use ssot::factory;

#[factory]
pub struct Port {
    pub number: u16,
}

fn main() {}
