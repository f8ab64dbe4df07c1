use ssot::factory_only;

#[factory_only(3, new)]
pub struct Port {
    pub number: u16,
}

fn main() {}
