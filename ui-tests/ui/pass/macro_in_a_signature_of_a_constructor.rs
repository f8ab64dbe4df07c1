use ssot::{factory, factory_only};

macro_rules! length {
    () => {
        3
    };
}

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    pub fn create() -> Self {
        Self { number: 80 }
    }

    pub fn among(_: [u8; length!()]) -> Self {
        Self { number: 80 }
    }
}

fn main() {}
