use ssot::{factory, factory_only};

#[factory_only(name = 3, enforce)]
#[derive(Clone)]
pub struct Port {
    pub number: u16,
}

#[factory(nothing)]
impl Port {
    pub const fn create() -> Self {
        Self { number: 80 }
    }

    pub fn number(&self) -> u16 {
        self.number
    }
}

fn main() {}
