use ssot::{factory, factory_only};

pub enum Protocol {
    Tcp(u16),
}

#[factory_only]
pub struct Port(Protocol);

#[factory]
impl Port {
    pub fn create() -> Self {
        Self(Protocol::Tcp(80))
    }
}

fn main() {
    let _port = PortFactory::create();
}
