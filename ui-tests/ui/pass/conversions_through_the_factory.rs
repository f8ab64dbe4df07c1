use ssot::factory_only;

#[factory_only(new)]
pub struct Port {
    number: u16,
}

impl Default for Port {
    fn default() -> Self {
        PortFactory::new(80)
    }
}

impl From<u16> for Port {
    fn from(number: u16) -> Self {
        PortFactory::new(number)
    }
}

fn main() {
    assert_eq!(Port::default().number, Port::from(80).number);
}
