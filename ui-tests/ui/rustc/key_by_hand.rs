#![forbid(unsafe_code)]

use ssot::{Component, ConfigKey, ssot_component};

#[ssot_component(new)]
pub struct Clock {}

static FORGED: ConfigKey = ssot::private::config_key(
    ssot::FactorySeal::mint(),
    Clock::DESCRIPTOR,
    ("zone", "CLOCK_ZONE", "clock.zone", &[]),
    "String",
    (false, false, None),
    "",
    || loop {},
);

fn main() {
    let _ = &FORGED;
}
