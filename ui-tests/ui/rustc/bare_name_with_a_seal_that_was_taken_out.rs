//! The function for the bare name of a tuple struct is for constructors only, also with a seal of an instance.

#[ssot::factory_only]
pub struct Port(u16);

#[ssot::factory]
impl Port {
    pub fn create(number: u16) -> Option<Self> {
        (number > 0).then(|| Self(number))
    }
}

fn main() {
    let Some(Port(_number, seal)) = PortFactory::create(80) else {
        return;
    };
    let make = Port::__constructed_only_by_PortFactory(seal);
    let _ports: Vec<Port> = (0..5).map(make).collect();
}
