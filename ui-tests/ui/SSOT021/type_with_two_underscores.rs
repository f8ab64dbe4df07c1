use ssot::ssot_component;

#[allow(non_camel_case_types)]
#[ssot_component(new)]
pub struct acme__Port {
    pub number: u16,
}

fn main() {}
