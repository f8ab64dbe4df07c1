mod ports {
    use ssot::{factory, factory_only};

    #[factory_only]
    pub struct Port {
        pub number: u16,
    }

    #[factory]
    impl Port {
        pub fn create(number: u16) -> Option<Self> {
            (number > 0).then(|| Self { number })
        }
    }
}

mod sibling {
    use crate::ports::{Port, PortFactory};

    pub fn make() -> Option<Port> {
        PortFactory::create(80)
    }
}

fn main() {
    sibling::make();
}
