//! Unstable syntax in the head of the impl: rustc says so, and the rest of the code goes with it as before.

use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    number: u16,
}

#[factory]
impl const Port {
    pub fn create(number: u16) -> Self {
        Self { number }
    }
}

fn main() {
    let _port = PortFactory::create(80);
}
