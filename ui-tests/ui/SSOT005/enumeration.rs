use ssot::{factory, factory_only};

#[factory_only]
pub enum Port {
    Tcp(u16),
}

#[factory]
impl Port {
    pub fn create() -> Self {
        Self::Tcp(80)
    }
}

fn main() {
    let _port = PortFactory::create();
}
