//! A second place, by a name for the factory of other generic arguments than the type's defaults.

mod home {
    #[ssot::factory_only]
    pub struct Port<T = u16> {
        pub value: T,
    }

    #[ssot::factory]
    impl Port<u8> {
        pub fn create(value: u8) -> Option<Self> {
            (value > 0).then(|| Self { value })
        }
    }

    pub mod inner {
        use super::Port;

        pub type PortFactory = super::PortFactory<u32>;

        #[ssot::factory]
        impl Port {
            pub fn forge(value: u16) -> Self {
                Self { value }
            }
        }
    }
}

fn main() {
    println!("{}", home::PortFactory::<u32>::forge(7).value);
}
