use ssot::{factory, ssot_component};

#[ssot_component(hardcoded = "warn")]
pub struct Port(u16);

#[factory]
impl Port {
    pub fn create() -> Self {
        Self(80)
    }
}

fn main() {
    assert_eq!(PortFactory::create().0, 80);
}
