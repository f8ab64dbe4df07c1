use ssot::{factory, factory_only};

#[factory_only]
pub struct Port(u16);

#[factory]
impl Port {
    pub fn create(number: u16) -> Self {
        Self(number)
    }

    pub fn next(&self) -> Self {
        if self.0 == 0 {
            return Self::create(1);
        }
        Self(self.0 + 1)
    }
}

fn main() {}
