use ssot::factory_only;

#[factory_only(new, allow(Clone))]
pub struct Port {
    pub number: u16,
}

fn main() {
    let port = PortFactory::new(80);
    let _other = Port {
        number: 0,
        __constructed_only_by_PortFactory: port.__constructed_only_by_PortFactory.clone(),
    };
}
