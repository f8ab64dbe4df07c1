//! `enforce = "warn"`: what goes past the factory still works, and what the component is known by is there.

// What is warned of is used on purpose. That it is warned of is shown by the cases in `ui-tests`.
#![allow(deprecated)]

use std::fmt::{Debug, Display};
use std::sync::Arc;

use ssot::{Component, composition, factory, factory_only, ssot_component, ssot_interface};

#[ssot_interface]
trait Numbered {
    fn number(&self) -> u16;
}

#[derive(Debug, PartialEq)]
#[ssot_component(
    enforce = "warn",
    name = "enforcement::Port",
    implements(Numbered),
    scope = singleton,
    canonical = "crate::enforcement::Port"
)]
#[derive(Clone, Default)]
struct Port {
    number: u16,
}

#[factory(enforce = "warn")]
impl Port {
    #[inject]
    fn standard() -> Self {
        Self::create(80).unwrap_or(Self { number: 1 })
    }

    #[must_use]
    fn create(number: u16) -> Option<Self> {
        (number > 0).then_some(Port { number })
    }

    fn all(numbers: &[u16]) -> Vec<Self> {
        numbers.iter().copied().filter_map(Self::create).collect()
    }

    #[allow(clippy::unused_async)]
    async fn connect(name: &str) -> Result<Self, &str> {
        let number = name.parse().map_err(|_| name)?;
        let Self { number } = Self { number };
        Self::create(number).ok_or(name)
    }
}

impl Numbered for Port {
    fn number(&self) -> u16 {
        self.number
    }
}

#[test]
fn constructors_that_existed_keep_working() {
    assert_eq!(Port::standard(), PortFactory::standard());
    assert_eq!(Port::create(0), None);
    assert_eq!(PortFactory::create(0), None);
    assert_eq!(Port::all(&[1, 0, 3]), PortFactory::all(&[1, 3]));
    let connected = ssot_tests::block_on(Port::connect("8080"));
    assert_eq!(
        connected,
        ssot_tests::block_on(PortFactory::connect("8080"))
    );
    assert_eq!(ssot_tests::block_on(Port::connect("x")), Err("x"));
}

#[test]
fn literals_updates_patterns_and_derives_keep_working() {
    let port = Port { number: 3 };
    let Port { number } = port.clone();
    let copy = Port { ..port };
    assert_eq!((number, copy), (3, Port { number: 3 }));
    assert_eq!(Port::default().number, 0);
}

#[test]
fn a_constructor_keeps_working_as_a_value() {
    let ports: Vec<_> = [1, 0].into_iter().map(Port::create).collect();
    assert_eq!(ports, [Some(Port { number: 1 }), None]);
}

#[test]
fn the_component_is_registered_with_its_interfaces_and_its_path() {
    let known = ssot::registry().by_name("enforcement::Port");
    let known = known.expect("the component is linked");
    assert_eq!(known.interfaces, ["Numbered"]);
    assert_eq!(known.canonical, Some("crate::enforcement::Port"));
    assert_eq!(known, Port::DESCRIPTOR);
}

#[test]
fn nothing_is_added_to_the_type() {
    assert_eq!(size_of::<Port>(), size_of::<u16>());
}

composition! {
    struct App {
        singletons { Port as dyn Numbered }
    }
}

#[test]
fn a_composition_makes_it_by_its_factory() {
    let app = App::new().expect("nothing is defined twice");
    let port: Arc<dyn Numbered> = app.get().expect("it can be made");
    assert_eq!(port.number(), 80);
}

#[derive(Debug)]
#[factory_only(enforce = "warn")]
struct Tuple<'a, T: Display, const N: usize>(&'a [T; N], u8)
where
    T: Debug;

#[factory(enforce = "warn")]
impl<'a, T: Display, const N: usize> Tuple<'a, T, N>
where
    T: Debug,
{
    fn create(values: &'a [T; N]) -> Self {
        Self(values, 1)
    }

    fn other(values: &'a [T; N]) -> Self {
        let Self(values, count) = Self::create(values);
        Tuple(values, count + 1)
    }
}

#[factory_only(new, enforce = "warn")]
struct Unit;

#[factory_only(new, enforce = "warn")]
struct Pair(u8, u16);

#[factory_only(new, enforce = "warn")]
struct Generated<T> {
    value: T,
    #[cfg(any())]
    missing: u8,
}

#[test]
fn every_shape_can_be_made_both_ways() {
    let tuples = (Tuple::create(&[1, 2]), TupleFactory::other(&[1, 2]));
    assert_eq!((tuples.0.1, tuples.1.1), (1, 2));
    assert_eq!(tuples.0.0, tuples.1.0);
    let (Unit, Unit) = (Unit, UnitFactory::new());
    let (Pair(one, two), made) = (Pair(1, 2), PairFactory::new(1, 2));
    assert_eq!((one, two), (made.0, made.1));
    let (literal, made) = (Generated { value: "a" }, GeneratedFactory::new("a"));
    assert_eq!(literal.value, made.value);
}

mod elsewhere {
    #[ssot::factory(enforce = "warn")]
    impl super::Elsewhere {
        pub(crate) fn create() -> Self {
            Self { made: true }
        }
    }
}

#[factory_only(enforce = "warn")]
struct Elsewhere {
    made: bool,
}

#[test]
fn the_factory_may_stand_in_another_module() {
    assert!(Elsewhere::create().made && ElsewhereFactory::create().made);
    assert!(Elsewhere { made: true }.made);
}

/// The same code in both states: the word is the whole difference.
mod switched {
    macro_rules! state {
        ($word:literal, $name:literal) => {
            #[derive(Debug)]
            #[ssot::ssot_component(enforce = $word, name = $name)]
            pub(crate) struct Counter {
                pub(crate) count: u32,
            }

            #[ssot::factory(enforce = $word)]
            impl Counter {
                pub(crate) fn starting_at(count: u32) -> Self {
                    Self { count }
                }

                pub(crate) fn create() -> Self {
                    Self::starting_at(7)
                }
            }
        };
    }

    pub(crate) mod warned {
        state!("warn", "enforcement::Warned");
    }

    pub(crate) mod denied {
        state!("deny", "enforcement::Denied");
    }
}

#[test]
fn one_word_switches_a_component() {
    let warned = switched::warned::CounterFactory::create();
    let denied = switched::denied::CounterFactory::create();
    assert_eq!(warned.count, denied.count);
    assert_eq!(switched::warned::Counter::create().count, 7);
}

#[test]
fn a_user_s_own_deprecation_stays_on_the_factory() {
    #[factory_only(enforce = "warn")]
    struct Old {
        number: u8,
    }

    #[factory(enforce = "warn")]
    impl Old {
        #[deprecated = "there is a better one"]
        fn create() -> Self {
            Self { number: 1 }
        }
    }
    assert_eq!(Old::create().number, OldFactory::create().number);
}

#[factory_only(enforce = "warn")]
struct Constant {
    number: u16,
}

#[factory(enforce = "warn")]
impl Constant {
    const fn standard() -> Self {
        Self::of(80)
    }

    const fn of(number: u16) -> Self {
        Constant { number }
    }
}

static STANDARD: Constant = Constant::standard();
static OTHER: Constant = ConstantFactory::of(443);

#[test]
fn a_static_of_a_constant_constructor_keeps_working() {
    assert_eq!((STANDARD.number, OTHER.number), (80, 443));
}
