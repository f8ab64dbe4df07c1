use ssot::factory_only;

#[factory_only(new)]
pub struct Port<__ConstructorsOfPort> {
    pub number: __ConstructorsOfPort,
}

fn main() {}
