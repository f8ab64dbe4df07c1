use ssot::factory_only;

#[factory_only(new)]
pub struct Port {
    pub number: u16,
}

fn main() {
    let _port = Port {
        number: 80,
        __constructed_only_by_PortFactory: ssot::mint_seal(),
    };
}
