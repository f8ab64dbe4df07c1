use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    pub fn create() -> Self {
        Self { number: 80 }
    }

    pub extern "C" fn standard() -> Self {
        Self { number: 80 }
    }
}

fn main() {}
