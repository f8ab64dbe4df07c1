//! A second place, by a name for the factory that has another default for its generic argument.

mod home {
    #[ssot::factory_only]
    pub struct Port<T> {
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

        pub type PortFactory<T = u16> = super::PortFactory<T>;

        #[ssot::factory]
        impl Port<u16> {
            pub fn forge(value: u16) -> Self {
                Self { value }
            }
        }
    }
}

fn main() {
    println!("{}", home::PortFactory::<u16>::forge(7).value);
}
