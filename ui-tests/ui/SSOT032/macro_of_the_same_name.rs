pub mod ports {
    #[ssot::ssot_interface(sole)]
    pub trait Clock {}
}

pub mod macros {
    macro_rules! clock {
        ($($tokens:tt)*) => {
            ()
        };
    }
    pub(crate) use clock as Clock;
}

pub mod quartz {
    use crate::macros::Clock;
    use crate::ports::*;

    #[ssot::ssot_component(new, implements(Clock))]
    pub struct Quartz {}

    impl Clock for Quartz {}
}

fn main() {}
