//! Interfaces that one component implements.

use std::sync::Arc;

use ssot::{Component, composition, ssot_component, ssot_interface};

#[ssot_interface(sole)]
trait Clock: Send + Sync {
    fn now(&self) -> u64;
}

mod instruments {
    #[ssot::ssot_interface(sole = "sole_interfaces::Gauge")]
    pub(crate) trait Gauge<T, const N: usize> {
        fn read(&self) -> [T; N];
    }

    /// Another one of the trait's name, under a name of its own.
    pub(crate) mod spare {
        #[ssot::ssot_interface(sole = "sole_interfaces::spare::Gauge")]
        pub(crate) trait Gauge {}
    }
}

#[ssot_interface]
trait Shared {}

#[ssot_component(
    new,
    name = "sole_interfaces::Quartz",
    implements(Clock, instruments::Gauge<u8, 2>, instruments::Gauge<u16, 1>, Shared)
)]
struct Quartz<T: Copy + Into<u64> + Send + Sync> {
    now: T,
}

impl<T: Copy + Into<u64> + Send + Sync> Clock for Quartz<T> {
    fn now(&self) -> u64 {
        self.now.into()
    }
}

impl<T: Copy + Into<u64> + Send + Sync> instruments::Gauge<u8, 2> for Quartz<T> {
    fn read(&self) -> [u8; 2] {
        [1, 2]
    }
}

impl<T: Copy + Into<u64> + Send + Sync> instruments::Gauge<u16, 1> for Quartz<T> {
    fn read(&self) -> [u16; 1] {
        [3]
    }
}

impl<T: Copy + Into<u64> + Send + Sync> Shared for Quartz<T> {}

#[ssot_component(
    new,
    name = "sole_interfaces::Ruler",
    implements(Shared, instruments::spare::Gauge)
)]
struct Ruler {}

impl Shared for Ruler {}
impl instruments::spare::Gauge for Ruler {}

#[test]
fn the_one_component_implements_it() {
    use instruments::Gauge;

    let quartz = QuartzFactory::new(7_u32);
    assert_eq!(quartz.now(), 7);
    let (bytes, words): ([u8; 2], [u16; 1]) = (quartz.read(), quartz.read());
    assert_eq!((bytes, words), ([1, 2], [3]));
    let _ruler = RulerFactory::new();
}

#[test]
fn the_registry_knows_which_interfaces_are_sole() {
    let interfaces = Quartz::<u8>::DESCRIPTOR.interfaces;
    let sole: Vec<_> = interfaces.iter().map(|known| known.sole).collect();
    assert_eq!(sole, [true, true, true, false]);
    assert!(ssot::registry().verify().is_empty());
}

#[test]
fn it_stands_in_a_function_as_well() {
    #[ssot_interface(sole)]
    trait Local {}

    #[ssot_component(new, name = "sole_interfaces::Locally", implements(Local))]
    struct Locally {}

    impl Local for Locally {}
    let _locally = LocallyFactory::new();
}

#[ssot_component(new, name = "sole_interfaces::Watch", implements(Watched))]
struct Watch {}

#[ssot_interface(sole, mock)]
trait Watched: Send + Sync {
    fn hour(&self) -> u8;
}

impl Watched for Watch {
    fn hour(&self) -> u8 {
        12
    }
}

composition! {
    struct App {
        singletons { Watch as dyn Watched }
        left_out { "sole_interfaces::Quartz", "sole_interfaces::Ruler", "sole_interfaces::Locally", "sole_interfaces::Window" }
    }
}

#[test]
fn a_composition_hands_it_out() {
    let app = App::new().expect("nothing is defined twice");
    let watch: Arc<dyn Watched> = app.get().expect("it can be made");
    assert_eq!(watch.hour(), 12);
}

composition! {
    struct TestApp overrides App { Watch => input MockWatched }
}

#[test]
fn a_mock_is_no_second_implementation() {
    let mut watch = MockWatched::new();
    watch.expect_hour().return_const(3);
    let app = TestApp::new(watch).expect("nothing is defined twice");
    let watch: Arc<dyn Watched> = app.get().expect("it is given");
    assert_eq!(watch.hour(), 3);
    assert!(ssot::registry().verify().is_empty());
}

/// A macro of the name of a sole interface does not matter where the interface is declared by its path.
mod derives {
    pub(crate) use core::fmt::Debug as Shown;
}

mod ports {
    #[ssot::ssot_interface(sole = "sole_interfaces::Shown")]
    pub(crate) trait Shown {}
}

mod window {
    use super::derives::Shown;

    #[derive(Shown)]
    #[ssot::ssot_component(new, name = "sole_interfaces::Window", implements(super::ports::Shown))]
    pub(crate) struct Window {}

    impl super::ports::Shown for Window {}
}

#[test]
fn a_macro_may_have_the_name_of_a_sole_interface() {
    assert_eq!(format!("{:?}", window::WindowFactory::new()), "Window");
}
