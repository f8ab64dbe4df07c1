use ssot::factory_only;

#[factory_only(new, name = "Port")]
pub struct Port {
    pub number: u16,
}

fn main() {}
