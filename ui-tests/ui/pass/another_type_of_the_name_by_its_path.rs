//! A type of the guarded type's name is made in a constructor by another name, as `docs/limits.md` says.

mod wire {
    pub struct Port {
        pub number: u16,
    }
}

use crate::wire::Port as WirePort;

#[ssot::factory_only]
pub struct Port {
    number: u16,
}

#[ssot::factory]
impl Port {
    pub fn create(number: u16) -> Self {
        let WirePort { number } = WirePort { number };
        Self { number }
    }
}

fn main() {
    assert_eq!(PortFactory::create(80).number, 80);
}
