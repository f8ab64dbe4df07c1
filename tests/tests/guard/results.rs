//! What a constructor can return.

// Longer paths are part of what is tested.
#![allow(unused_qualifications)]

use core::cell::RefCell;
use core::fmt::Debug;
use core::num::ParseIntError;
use core::pin::Pin;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use ssot::{factory, factory_only};

type Made<T> = Result<T, ParseIntError>;

trait Holder {
    type Held;
}

struct Slot;

impl Holder for Slot {
    type Held = Number;
}

#[derive(Debug)]
#[factory_only]
struct Number {
    value: i32,
}

#[factory]
impl Number {
    fn own(value: i32) -> Self {
        Self { value }
    }

    fn by_name(value: i32) -> Number {
        Number { value }
    }

    fn by_path(value: i32) -> self::Number {
        self::Number { value }
    }

    fn parsed(text: &str) -> Result<Self, ParseIntError> {
        let value = text.parse()?;
        Ok(Self { value })
    }

    fn through_alias(text: &str) -> Made<Self> {
        Ok(Self {
            value: text.parse()?,
        })
    }

    fn positive(value: i32) -> Option<Self> {
        (value > 0).then_some(Self { value })
    }

    fn boxed(value: i32) -> Box<Self> {
        Box::new(Self { value })
    }

    fn counted(value: i32) -> Rc<RefCell<Self>> {
        Rc::new(RefCell::new(Self { value }))
    }

    fn shared(value: i32) -> Arc<Mutex<Number>> {
        Arc::new(Mutex::new(Number { value }))
    }

    fn pinned(value: i32) -> Pin<Box<Self>> {
        Box::pin(Self { value })
    }

    fn with_rest(value: i32) -> (Self, &'static str) {
        (Self { value }, "rest")
    }

    fn array(value: i32) -> [Self; 1] {
        [Self { value }]
    }

    fn map(value: i32) -> BTreeMap<&'static str, Vec<Self>> {
        BTreeMap::from([("only", vec![Self { value }])])
    }

    fn nested(value: Option<i32>) -> Result<Option<Box<Self>>, String> {
        match value {
            Some(0) => Err("zero".to_owned()),
            Some(value) => Ok(Some(Box::new(Self { value }))),
            None => Ok(None),
        }
    }

    fn lazy(value: i32) -> impl FnOnce() -> Self {
        move || Self { value }
    }

    fn boxed_function(value: i32) -> Box<dyn FnOnce() -> Self> {
        Box::new(move || Self { value })
    }

    fn iterated(value: i32) -> impl Iterator<Item = Self> + Debug {
        Some(Self { value }).into_iter()
    }

    fn through_trait(value: i32) -> (<Slot as Holder>::Held, Option<Self>) {
        (Self { value }, None)
    }
}

#[test]
fn a_constructor_returns_the_type_however_it_is_written() {
    assert_eq!(NumberFactory::own(1).value, 1);
    assert_eq!(NumberFactory::by_name(2).value, 2);
    assert_eq!(NumberFactory::by_path(3).value, 3);
}

#[test]
fn a_constructor_can_fail() {
    assert_eq!(NumberFactory::parsed("4").map(|number| number.value), Ok(4));
    assert!(NumberFactory::parsed("four").is_err());
    assert_eq!(
        NumberFactory::through_alias("5").map(|number| number.value),
        Ok(5)
    );
    assert!(NumberFactory::through_alias("five").is_err());
    assert_eq!(
        NumberFactory::positive(6).map(|number| number.value),
        Some(6)
    );
    assert!(NumberFactory::positive(-6).is_none());
}

#[test]
fn a_constructor_can_wrap_the_instance() {
    assert_eq!(NumberFactory::boxed(7).value, 7);
    assert_eq!(NumberFactory::counted(8).borrow().value, 8);
    let shared = NumberFactory::shared(9);
    assert_eq!(shared.lock().expect("no other thread").value, 9);
    assert_eq!(NumberFactory::pinned(10).value, 10);
    assert_eq!(NumberFactory::with_rest(11).0.value, 11);
    assert_eq!(NumberFactory::array(12)[0].value, 12);
    assert_eq!(NumberFactory::map(13)["only"][0].value, 13);
    assert_eq!(NumberFactory::through_trait(14).0.value, 14);
}

#[test]
fn a_constructor_can_wrap_the_instance_several_times() {
    let made = NumberFactory::nested(Some(15)).expect("it is not zero");
    assert_eq!(made.map(|number| number.value), Some(15));
    assert!(NumberFactory::nested(Some(0)).is_err());
    assert!(NumberFactory::nested(None).is_ok_and(|made| made.is_none()));
}

#[test]
fn a_constructor_can_return_what_makes_the_instance_later() {
    assert_eq!(NumberFactory::lazy(16)().value, 16);
    assert_eq!(NumberFactory::boxed_function(17)().value, 17);
    let all: Vec<_> = NumberFactory::iterated(18)
        .map(|number| number.value)
        .collect();
    assert_eq!(all, [18]);
}

#[derive(Debug, PartialEq)]
#[factory_only]
struct Generic<T> {
    value: T,
}

#[factory]
impl<T> Generic<T>
where
    T: core::str::FromStr,
{
    fn parsed(text: &str) -> Result<Self, T::Err> {
        Ok(Self {
            value: text.parse()?,
        })
    }

    // The wrapping is what is tested.
    #[allow(clippy::unnecessary_wraps)]
    fn by_full_name(value: T) -> Option<Generic<T>> {
        Some(Generic::<T> { value })
    }
}

#[test]
fn a_result_can_depend_on_the_generic_arguments() {
    let made: Result<Generic<u8>, _> = GenericFactory::parsed("19");
    assert_eq!(made.map(|generic| generic.value), Ok(19));
    assert!(GenericFactory::<bool>::parsed("maybe").is_err());
    assert_eq!(
        GenericFactory::by_full_name('x').map(|generic| generic.value),
        Some('x')
    );
}
