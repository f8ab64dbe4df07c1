use ssot::{ssot_component, ssot_interface};

#[ssot_interface(sole)]
pub trait Clock {
    fn now(&self) -> u64;
}

#[ssot_component(new, implements(Clock))]
pub struct Quartz {}

impl Clock for Quartz {
    fn now(&self) -> u64 {
        0
    }
}

fn main() {}
