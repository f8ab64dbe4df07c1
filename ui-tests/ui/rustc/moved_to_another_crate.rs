#![deny(deprecated)]

use ssot_ui_tests::relocated::{Relocated, RelocatedFactory};

#[ssot::moved]
pub fn relocated() -> Relocated {
    RelocatedFactory::new()
}

fn main() {
    relocated();
}
