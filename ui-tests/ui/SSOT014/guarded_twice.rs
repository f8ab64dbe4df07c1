use ssot::factory_only;

#[factory_only(new)]
#[ssot::ssot_component]
pub struct Port {
    pub number: u16,
}

fn main() {}
