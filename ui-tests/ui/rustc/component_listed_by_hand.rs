use ssot::{Component, ssot_component};

#[ssot_component(new)]
pub struct Clock {}

fn main() {
    ssot::private::enter(Clock::DESCRIPTOR, None, ssot::FactorySeal::mint());
}
