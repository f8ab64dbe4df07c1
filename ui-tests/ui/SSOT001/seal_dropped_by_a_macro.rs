use ssot::{factory, factory_only};

#[factory_only]
#[ssot_ui_tests_attacks::drop_attributes]
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
