use ssot::factory_only;

#[factory_only(new)]
#[derive(Debug, serde::Deserialize)]
pub struct Port {
    pub number: u16,
}

fn main() {}
