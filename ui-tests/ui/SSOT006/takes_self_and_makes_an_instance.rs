//! What the function makes is not reported once more.

#[ssot::factory_only]
pub struct Port {
    number: u16,
}

#[ssot::factory]
impl Port {
    pub fn create(number: u16) -> Self {
        Self { number }
    }

    pub fn next(self) -> Self {
        Self { number: self.number + 1 }
    }
}

fn main() {}
