use ssot::private::{Listed, enter};
use ssot::{Component, ssot_component};

#[ssot_component(new)]
pub struct Clock {}

fn main() {
    enter(Listed::Component(Clock::DESCRIPTOR, None), ssot::mint_seal());
}
