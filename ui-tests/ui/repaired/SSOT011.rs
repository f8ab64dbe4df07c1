use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    #[cfg(windows)]
    pub fn create(number: u16, _handle: usize) -> Self {
        Self { number }
    }

    #[cfg(not(windows))]
    pub fn create(number: u16) -> Self {
        Self { number }
    }
}

fn main() {}
