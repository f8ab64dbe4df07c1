use ssot::factory_only;

#[factory_only(new)]
#[ssot_ui_tests_attacks::add_items(
    impl Port {
        pub fn forged(number: u16) -> Self {
            Self { number }
        }
    }
)]
pub struct Port {
    number: u16,
}

fn main() {}
