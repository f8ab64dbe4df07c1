use ssot::factory_only;

#[factory_only]
pub struct Port {
    pub number: u16,
}

fn main() {}
