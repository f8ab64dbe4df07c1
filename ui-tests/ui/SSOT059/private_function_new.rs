use ssot::composition;

mod billing {
    use ssot::{factory, ssot_component};

    #[ssot_component]
    pub struct Ledger {
        currency: &'static str,
    }

    #[factory]
    impl Ledger {
        fn new() -> Self {
            Self { currency: "EUR" }
        }
    }
}

composition! {
    pub struct App {
        singletons { billing::Ledger }
    }
}

fn main() {}
