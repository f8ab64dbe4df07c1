use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    #[inject]
    pub fn create(number: u16) -> Self {
        Self { number }
    }

    #[inject]
    pub fn standard() -> Self {
        Self { number: 80 }
    }
}

fn main() {}
