use ssot::{factory, ssot_component, ssot_interface};

#[ssot_interface]
pub trait Clock {
    fn hour(&self, zone: ) -> u8;

    fn minute(&self) -> u8;
}

#[ssot_component(implements(Clock))]
pub struct Fixed(u8);

#[factory]
impl Fixed {
    pub fn at(minute: u8) -> Self {
        Self(minute)
    }
}

impl Clock for Fixed {
    fn hour(&self, zone: u8) -> u8 {
        zone
    }

    fn minute(&self) -> u8 {
        self.0
    }
}

fn main() {
    assert_eq!(FixedFactory::at(5).minute(), 5);
}
