use ssot::composition;

mod billing {
    use ssot::{factory, ssot_component};

    #[ssot_component]
    pub struct Ledger {
        currency: &'static str,
    }

    #[factory]
    impl Ledger {
        #[inject]
        fn audited() -> Self {
            Self { currency: "EUR" }
        }

        pub fn new() -> Self {
            Self { currency: "" }
        }
    }
}

composition! {
    pub struct App {
        singletons { billing::Ledger }
    }
}

fn main() {}
