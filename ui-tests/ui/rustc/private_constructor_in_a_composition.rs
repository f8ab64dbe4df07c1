use ssot::composition;

mod home {
    use ssot::{factory, ssot_component};

    #[ssot_component]
    pub struct Admin {
        name: String,
    }

    #[factory]
    impl Admin {
        fn secret() -> Self {
            Self {
                name: String::new(),
            }
        }
    }
}

composition! {
    struct App {
        singletons { home::Admin }
    }
}

fn main() {}
