use ssot::factory_only;

#[factory_only(new, allow(Clone))]
#[derive(Debug, Clone)]
pub struct Port {
    pub number: u16,
}

fn main() {}
