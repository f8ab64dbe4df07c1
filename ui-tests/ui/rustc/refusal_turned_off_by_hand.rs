//! Nothing of what the compiler refuses for a missing implementation is implemented by safe code.

#[ssot::factory_only(new)]
pub struct Port {
    pub number: u16,
}

impl ssot::CallInstead<'_, PortFactory> for Port {}

fn main() {}
