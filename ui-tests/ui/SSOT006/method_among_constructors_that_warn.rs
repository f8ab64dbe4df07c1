use ssot::{factory, factory_only};

#[factory_only(enforce = "warn")]
pub struct Port {
    number: u16,
}

#[factory(enforce = "warn")]
impl Port {
    pub fn create(number: u16) -> Self {
        Self { number }
    }

    pub fn open(number: u16) -> Self {
        Self { number }
    }

    pub fn number(&self) -> u16 {
        self.number
    }
}

fn main() {
    let _ports = (PortFactory::create(80), PortFactory::open(443));
}
