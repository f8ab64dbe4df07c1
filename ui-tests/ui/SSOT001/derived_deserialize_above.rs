use ssot::factory_only;

#[derive(serde::Deserialize)]
#[factory_only(new)]
pub struct Port {
    pub number: u16,
}

fn main() {}
