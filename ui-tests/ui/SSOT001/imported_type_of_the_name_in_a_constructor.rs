//! A literal of another guarded type of the name, which the constructor imports.

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
            use super::Port;
            Err(Port { number: 0 })
        }
    }
}

fn main() {
    if let Err(port) = inner::PortFactory::forge() {
        println!("{}", port.number);
    }
}
