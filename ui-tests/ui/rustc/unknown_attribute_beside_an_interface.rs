use ssot::{ssot_component, ssot_interface};

#[ssot_interface]
pub trait Clock {}

#[ssot_component(new, implements(Clock))]
pub struct Quartz {}

impl Clock for Quartz {}

#[instrumented]
pub struct Plain;

fn main() {}
