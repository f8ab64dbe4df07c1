#![forbid(unsafe_code)]

use ssot::{Component, Descriptor, ssot_component};

pub mod real {
    #[ssot::ssot_component(new)]
    pub struct Port {}
}

#[ssot_component(new)]
pub struct Other {}

pub struct Fake;

impl Component for Fake {
    const DESCRIPTOR: &'static Descriptor = Other::DESCRIPTOR;
}

fn main() {}
