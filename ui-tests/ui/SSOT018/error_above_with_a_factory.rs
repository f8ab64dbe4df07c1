use ssot::{factory, factory_only};

#[derive(Debug, thiserror::Error)]
#[factory_only]
#[error("{number} is no port")]
pub struct PortError {
    pub number: u16,
}

#[factory]
impl PortError {
    pub fn of(number: u16) -> Self {
        Self { number }
    }
}

fn main() {}
