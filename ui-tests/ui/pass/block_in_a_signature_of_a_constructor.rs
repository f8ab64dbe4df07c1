use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    pub fn among(
        _: [u8; {
            struct Local;
            0
        }],
    ) -> Self {
        Self { number: 80 }
    }
}

fn main() {}
