pub mod ports {
    #[ssot::ssot_interface]
    pub trait Clock {}

    #[ssot::ssot_interface]
    pub trait Alarm {}
}

pub mod quartz {
    use crate::ports::{Alarm, Clock};

    #[ssot::ssot_component(new, implements(Clock))]
    pub struct Quartz {}

    impl Clock for Quartz {}

    #[ssot::ssot_component(new, implements(Clock, Alarm))]
    pub struct Bell {}

    impl Clock for Bell {}
    impl Alarm for Bell {}

    #[derive(Serialize)]
    pub struct Plain;
}

fn main() {}
