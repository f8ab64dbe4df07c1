//! A function within a constructor names the factory, which the constructor imports of another type.

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
            use super::PortFactory;
            fn port() -> super::Port {
                super::Port { number: 0 }
            }
            let _ = PortFactory::create(1);
            Err(port())
        }
    }
}

fn main() {
    if let Err(port) = inner::PortFactory::forge() {
        println!("{}", port.number);
    }
}
