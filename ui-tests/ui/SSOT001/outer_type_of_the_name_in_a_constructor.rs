//! A literal of another guarded type of the name, in a module around it: each factory seals what it makes.

#[ssot::factory_only]
pub struct Port {
    pub number: u16,
}

#[ssot::factory]
impl Port {
    pub fn create(number: u16) -> Option<Self> {
        (number > 0).then(|| Self { number })
    }
}

mod inner {
    #[ssot::factory_only]
    pub struct Port {}

    #[ssot::factory]
    impl Port {
        pub fn forge() -> Result<Self, super::Port> {
            Err(super::Port { number: 0 })
        }
    }
}

fn main() {
    if let Err(port) = inner::PortFactory::forge() {
        println!("{}", port.number);
    }
}
