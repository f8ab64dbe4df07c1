use ssot::factory_only;

pub struct Port {
    pub number: u16,
}

#[factory_only]
impl Port {
    pub fn create() -> Self {
        Self { number: 80 }
    }
}

fn main() {}
