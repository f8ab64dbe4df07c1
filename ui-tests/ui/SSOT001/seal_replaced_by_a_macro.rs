//! A field that derefs to a seal would do for a reference to one.

use ssot::{factory, factory_only};

#[factory_only]
#[ssot_ui_tests_attacks::replace_seal(__constructed_only_by_PortFactory: Box<ssot::FactorySeal<Port>>,)]
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
