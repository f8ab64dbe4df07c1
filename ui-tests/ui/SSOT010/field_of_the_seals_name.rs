use ssot::factory_only;

#[factory_only(new)]
pub struct Port {
    __constructed_only_by_PortFactory: (),
}

fn main() {}
