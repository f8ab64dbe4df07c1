use ssot::{ssot_component, ssot_interface};

#[ssot_interface]
pub trait Clock {
    fn now(&self) -> u64;
}

#[ssot_component(new, implement(Clock))]
pub struct SystemClock {
    start: u64,
}

impl Clock for SystemClock {
    fn now(&self) -> u64 {
        self.start
    }
}

fn main() {}
