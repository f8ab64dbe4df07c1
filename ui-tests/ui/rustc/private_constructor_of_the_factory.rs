mod ports {
    use ssot::{factory, factory_only};

    #[factory_only]
    pub struct Port {
        pub number: u16,
    }

    #[factory]
    impl Port {
        fn create() -> Self {
            Self { number: 80 }
        }

        pub fn standard() -> Self {
            Self::create()
        }
    }
}

fn main() {
    ports::PortFactory::standard();
    ports::PortFactory::create();
}
