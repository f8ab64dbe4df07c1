use ssot::composition;

mod billing {
    use ssot::{factory, ssot_component};

    #[ssot_component]
    pub struct Ledger {
        currency: &'static str,
    }

    #[factory]
    impl Ledger {
        fn create(currency: &'static str) -> Self {
            Self { currency }
        }
    }

    impl LedgerFactory {
        pub fn new() -> Ledger {
            LedgerFactory::create("EUR")
        }
    }
}

composition! {
    pub struct App {
        singletons { billing::Ledger }
    }
}

fn main() {}
