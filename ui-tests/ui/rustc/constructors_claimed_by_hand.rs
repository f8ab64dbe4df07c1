use ssot::factory_only;

#[factory_only]
pub struct Port {
    pub number: u16,
}

impl ssot::ConstructorsStandHere for PortFactory {}

fn main() {}
