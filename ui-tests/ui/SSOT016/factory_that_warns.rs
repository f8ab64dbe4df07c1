use ssot::{factory, factory_only};

#[factory_only]
pub struct Port(u16);

#[factory(enforce = "warn")]
impl Port {
    pub fn create(number: u16) -> Self {
        Self(number)
    }

    pub fn standard() -> Self {
        Port(80)
    }
}

fn main() {
    let _port = PortFactory::create(80);
}
