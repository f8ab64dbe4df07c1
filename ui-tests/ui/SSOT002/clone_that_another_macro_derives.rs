use ssot::factory_only;

#[factory_only(new)]
#[ssot_ui_tests_attacks::add_attribute(derive(Clone))]
pub struct Port {
    pub number: u16,
}

fn main() {}
