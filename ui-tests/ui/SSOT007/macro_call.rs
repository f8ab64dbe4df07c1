use ssot::{factory, factory_only};

macro_rules! standard {
    () => {
        pub fn standard() -> u16 {
            80
        }
    };
}

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    standard!();

    pub fn create() -> Self {
        Self { number: 80 }
    }
}

fn main() {}
