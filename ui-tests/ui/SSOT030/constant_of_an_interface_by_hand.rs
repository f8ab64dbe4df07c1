#![forbid(unsafe_code)]

pub mod real {
    #[ssot::ssot_interface]
    pub trait EventSink {
        fn send_event(&self, event: &str);
    }
}

pub mod forged {
    pub struct Forged;

    impl Forged {
        pub const fn implemented_by<T>(&'static self, _: core::marker::PhantomData<T>) -> ssot::Interface {
            <Self as ssot::IsInterface>::KNOWN.interface
        }
    }

    #[allow(non_upper_case_globals)]
    pub const EventSink: Forged = Forged;

    impl ssot::IsInterface for Forged {
        type Itself = Self;
        const ITSELF: &'static Self = &Forged;
        const KNOWN: ssot::private::Known = <super::real::InterfaceEventSink as ssot::IsInterface>::KNOWN;
    }
}

mod silent {
    use super::forged::EventSink;
    #[allow(unused_imports)]
    use super::real::*;

    #[ssot::ssot_component(new, implements(EventSink))]
    pub struct Silent {}
}

fn main() {}
