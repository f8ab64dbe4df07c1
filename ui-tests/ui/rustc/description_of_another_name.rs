use ssot::{Component, Descriptor, ssot_component};

#[ssot_component(new)]
pub struct Clock {}

static FORGED: Descriptor = Descriptor {
    name: "Forged",
    ..*Clock::DESCRIPTOR
};

fn main() {
    let _ = &FORGED;
}
