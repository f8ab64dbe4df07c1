//! The sealed struct is in a module, and one without a seal has its name.

use ssot::{factory, factory_only};

#[factory_only]
#[ssot_ui_tests_attacks::take_the_place]
pub struct Port {
    number: u16,
}

#[factory]
impl Port {
    pub fn create() -> Self {
        unimplemented!()
    }
}

fn main() {}
