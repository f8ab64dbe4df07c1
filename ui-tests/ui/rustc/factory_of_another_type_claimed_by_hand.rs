use ssot::composed::Transient;
use ssot::{Component, Descriptor, ssot_component};

#[ssot_component(new)]
pub struct Clock {}

pub struct Forged;

impl ssot::FactoryOf<Forged> for ClockFactory {
    type Constructors = ClockFactory;
    type Scope = Transient;
}

impl Component for Forged {
    type Factory = ClockFactory;
    const DESCRIPTOR: &'static Descriptor = Clock::DESCRIPTOR;
}

fn main() {}
