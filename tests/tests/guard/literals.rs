//! Every literal in a constructor makes an instance, wherever it stands.

// What these lints would simplify is what is tested.
#![allow(
    clippy::needless_return,
    clippy::while_let_on_iterator,
    clippy::unnecessary_wraps,
    clippy::redundant_closure_for_method_calls,
    clippy::match_same_arms,
    clippy::manual_async_fn
)]

use core::ops::ControlFlow;

use ssot::{factory, factory_only};
use ssot_tests::{Pause, block_on};

macro_rules! unchanged {
    ($expression:expr) => {
        $expression
    };
}

macro_rules! first_of {
    ($first:expr, $($rest:expr),* $(,)?) => {{
        $(let _ = $rest;)*
        $first
    }};
}

macro_rules! statements {
    ($($tokens:tt)*) => {
        $($tokens)*
    };
}

#[derive(Debug, PartialEq, Eq)]
#[factory_only]
struct Item {
    number: u32,
}

#[factory]
impl Item {
    fn returned(number: u32) -> Self {
        return Self { number };
    }

    fn in_branches(number: u32) -> Self {
        if number > 10 {
            Self { number: 10 }
        } else if number > 5 {
            Item { number: 5 }
        } else {
            Self { number }
        }
    }

    fn in_arms(number: u32) -> Result<Self, String> {
        match number {
            0 => Err("zero".to_owned()),
            1 => Ok(Self { number: 100 }),
            number if number % 2 == 0 => {
                let half = number / 2;
                Ok(Self { number: half })
            }
            number => Ok(Self { number }),
        }
    }

    fn in_closure(number: Option<u32>) -> Option<Self> {
        number.map(|number| Self { number })
    }

    fn in_moving_closure(number: u32) -> Self {
        let make = move || -> Self { Self { number } };
        make()
    }

    fn in_loop(limit: u32) -> Self {
        let mut number = 1;
        loop {
            number *= 2;
            if number > limit {
                break Self { number };
            }
        }
    }

    fn in_labelled_block(number: u32) -> Self {
        'made: {
            if number == 0 {
                break 'made Self { number: 1 };
            }
            Self { number }
        }
    }

    fn in_while(numbers: &[u32]) -> Option<Self> {
        let mut rest = numbers.iter();
        while let Some(number) = rest.next() {
            if *number > 3 {
                return Some(Self { number: *number });
            }
        }
        None
    }

    fn after_let_else(number: Option<u32>) -> Self {
        let Some(number) = number else {
            return Self { number: 404 };
        };
        Self { number }
    }

    fn after_question_mark(text: &str) -> Option<Self> {
        let number = text.parse().ok()?;
        Some(Self { number })
    }

    fn in_vector(number: u32) -> Vec<Self> {
        vec![Self { number }]
    }

    fn in_debugging(number: u32) -> Option<Self> {
        Some(unchanged!(Self { number }))
    }

    fn in_nested_macros(number: u32) -> Vec<Option<Self>> {
        vec![Some(unchanged!(Some(unchanged!(Self { number }))))]
            .into_iter()
            .map(|made| unchanged!(made.flatten_once()))
            .collect()
    }

    fn in_macro_list(number: u32) -> Self {
        first_of!(Self { number }, number, "rest",)
    }

    fn in_macro_statements(number: u32) -> Self {
        statements! {
            let number = number + 1;
            Self { number }
        }
    }

    fn after_assertions(number: u32) -> Self {
        let made = Self { number };
        assert!(made.number < 100, "{} is too high", made.number);
        assert!(matches!(made, Self { .. }));
        assert!(matches!(made, Self { number: 0..=99 }));
        assert_eq!(made.number, number);
        debug_assert_ne!(made.number, 100);
        made
    }

    fn matched(number: u32) -> Option<Self> {
        let made = Self { number };
        if matches!(made, Item { number: 7, .. }) {
            None
        } else {
            Some(made)
        }
    }

    fn matched_at_once(number: u32) -> Option<Self> {
        match (Self { number }) {
            Self { number: 7 } => None,
            made @ Self { number: 8 } => Some(made),
            made => Some(made),
        }
    }

    fn taken_apart(number: u32) -> Self {
        let Self { number } = (Item { number }).twice();
        let other = number + 1;
        let make = |item: Self| {
            let Item { number, .. } = &item;
            let _ = number;
            item
        };
        make(ItemFactory::returned(other))
    }

    fn in_async_block(number: u32) -> impl Future<Output = Self> {
        async move {
            let made = async {
                Pause::default().await;
                Self { number }
            };
            made.await
        }
    }

    fn in_tuple_and_array(number: u32) -> Option<Self> {
        let (made, _) = (Self { number }, 0);
        let [made] = [made];
        let made = ((made),).0;
        let reference = &made;
        (reference.number == number).then_some(made)
    }

    fn changed_later(number: u32) -> Self {
        let mut made = Self { number: 0 };
        made.number = number;
        let Self { number: borrowed } = &mut made;
        *borrowed += 1;
        made
    }

    fn folded(numbers: &[u32]) -> Option<Self> {
        let sum = numbers
            .iter()
            .try_fold(0_u32, |sum, number| match sum.checked_add(*number) {
                Some(sum) => ControlFlow::Continue(sum),
                None => ControlFlow::Break(()),
            });
        match sum {
            ControlFlow::Continue(number) => Some(Self { number }),
            ControlFlow::Break(()) => None,
        }
    }

    fn shadowed(number: u32) -> Self {
        struct Other {
            number: u32,
        }
        impl Other {
            fn make(number: u32) -> Self {
                Self { number }
            }
        }
        let number = Other::make(number + 1).number;
        Self { number }
    }

    fn from_constant() -> Self {
        const NUMBER: u32 = {
            struct Inner {
                number: u32,
            }
            Inner { number: 12 }.number
        };
        Self { number: NUMBER }
    }

    fn never(number: u32) -> Option<Self> {
        let _ = number;
        None
    }

    fn diverging(number: u32) -> Self {
        unreachable!("{number} is not made")
    }
}

trait FlattenOnce {
    fn flatten_once(self) -> Option<Item>;
}

impl FlattenOnce for Option<Option<Item>> {
    fn flatten_once(self) -> Option<Item> {
        self.flatten()
    }
}

impl Item {
    fn twice(self) -> Self {
        Self {
            number: self.number * 2,
            ..self
        }
    }
}

fn item(number: u32) -> Item {
    ItemFactory::returned(number)
}

#[test]
fn a_literal_can_stand_in_any_branch() {
    assert_eq!(ItemFactory::returned(1).number, 1);
    let made = [11, 6, 1].map(|number| ItemFactory::in_branches(number).number);
    assert_eq!(made, [10, 5, 1]);
    let made = [1, 4, 5].map(ItemFactory::in_arms);
    assert_eq!(made, [Ok(item(100)), Ok(item(2)), Ok(item(5))]);
    assert_eq!(ItemFactory::in_arms(0), Err("zero".to_owned()));
    assert_eq!(ItemFactory::after_let_else(None), item(404));
    assert_eq!(ItemFactory::after_let_else(Some(1)), item(1));
    assert_eq!(ItemFactory::after_question_mark("2"), Some(item(2)));
    assert_eq!(ItemFactory::after_question_mark("two"), None);
    assert_eq!(ItemFactory::folded(&[1, 2]), Some(item(3)));
    assert_eq!(ItemFactory::folded(&[1, u32::MAX]), None);
}

#[test]
fn a_literal_can_stand_in_a_closure() {
    assert_eq!(ItemFactory::in_closure(Some(1)), Some(item(1)));
    assert_eq!(ItemFactory::in_closure(None), None);
    assert_eq!(ItemFactory::in_moving_closure(2), item(2));
}

#[test]
fn a_literal_can_end_a_loop_or_a_block() {
    assert_eq!(ItemFactory::in_loop(5), item(8));
    assert_eq!(ItemFactory::in_labelled_block(0), item(1));
    assert_eq!(ItemFactory::in_labelled_block(2), item(2));
    assert_eq!(ItemFactory::in_while(&[1, 4, 5]), Some(item(4)));
    assert_eq!(ItemFactory::in_while(&[1]), None);
}

#[test]
fn a_literal_can_stand_in_a_macro() {
    assert_eq!(ItemFactory::in_vector(1), [item(1)]);
    assert_eq!(ItemFactory::in_debugging(2), Some(item(2)));
    assert_eq!(ItemFactory::in_nested_macros(3), [Some(item(3))]);
    assert_eq!(ItemFactory::in_macro_list(4), item(4));
    assert_eq!(ItemFactory::in_macro_statements(4), item(5));
}

#[test]
fn an_instance_can_be_matched_in_its_constructor() {
    assert_eq!(ItemFactory::after_assertions(1), item(1));
    assert_eq!(ItemFactory::matched(7), None);
    assert_eq!(ItemFactory::matched(6), Some(item(6)));
    assert_eq!(ItemFactory::matched_at_once(7), None);
    assert_eq!(ItemFactory::matched_at_once(8), Some(item(8)));
    assert_eq!(ItemFactory::matched_at_once(9), Some(item(9)));
    assert_eq!(ItemFactory::taken_apart(2), item(5));
    assert_eq!(ItemFactory::changed_later(2), item(3));
}

#[test]
#[should_panic(expected = "100 is too high")]
fn an_assertion_of_a_constructor_holds() {
    let _ = ItemFactory::after_assertions(100);
}

#[test]
fn a_literal_can_stand_in_an_async_block() {
    assert_eq!(block_on(ItemFactory::in_async_block(1)), item(1));
}

#[test]
fn a_literal_can_stand_in_other_expressions() {
    assert_eq!(ItemFactory::in_tuple_and_array(1), Some(item(1)));
    assert_eq!(ItemFactory::shadowed(1), item(2));
    assert_eq!(ItemFactory::from_constant(), item(12));
}

#[test]
fn a_constructor_need_not_make_an_instance() {
    assert_eq!(ItemFactory::never(1), None);
}

#[test]
#[should_panic(expected = "1 is not made")]
fn a_constructor_can_panic() {
    let _ = ItemFactory::diverging(1);
}

#[derive(Debug, PartialEq, Eq)]
#[factory_only]
struct Pair(u8, u8);

#[factory]
impl Pair {
    fn sorted(first: u8, second: u8) -> Self {
        match Self(first, second) {
            Self(first, second) if first > second => PairFactory::sorted(second, first),
            pair @ Pair(..) => pair,
        }
    }

    fn summed(first: u8, second: u8) -> Option<Self> {
        let Self(first, second) = Self(first, second);
        (first < 10).then(|| PairFactory::sorted(first, second))
    }
}

#[test]
fn a_tuple_can_be_matched_in_its_constructor() {
    assert_eq!(
        (PairFactory::sorted(2, 1).0, PairFactory::sorted(2, 1).1),
        (1, 2)
    );
    assert_eq!(PairFactory::summed(1, 2), Some(PairFactory::sorted(1, 2)));
    assert_eq!(PairFactory::summed(10, 2), None);
}
