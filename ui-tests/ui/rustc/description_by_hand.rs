use ssot::{Component, Descriptor, factory_only, ssot_component};

#[ssot_component(new)]
pub struct Clock {}

#[factory_only(new)]
pub struct Forged {}

impl Component for Forged {
    type Factory = ForgedFactory;
    const DESCRIPTOR: &'static Descriptor = Clock::DESCRIPTOR;
}

fn main() {}
