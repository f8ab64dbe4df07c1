use ssot::factory_only;

#[derive(Clone)]
#[factory_only(new)]
pub struct Port {
    pub number: u16,
}

fn main() {}
