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

mod other {
    use crate::Clock;

    #[ssot::ssot_component(new, implements(Clock))]
    pub struct Sundial {}

    impl Clock for Sundial {
        fn now(&self) -> u64 {
            12
        }
    }
}

fn main() {}
