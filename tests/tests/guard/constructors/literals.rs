//! A literal of the type gets the seal, however it is written.

use ssot::{factory, factory_only};

#[factory_only]
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Item {
    number: u32,
    name: &'static str,
}

type Renamed = Item;

#[factory]
impl Item {
    fn by_self(number: u32) -> Self {
        Self {
            number,
            name: "self",
        }
    }

    fn by_name(number: u32) -> Item {
        Item {
            number,
            name: "name",
        }
    }

    fn by_absolute_path(number: u32) -> Self {
        crate::constructors::literals::Item {
            number,
            name: "crate",
        }
    }

    fn by_path_of_the_module(number: u32) -> Self {
        self::Item {
            number,
            name: "self::",
        }
    }

    fn by_path_of_the_parent(number: u32) -> Self {
        super::literals::Item {
            number,
            name: "super::",
        }
    }

    fn by_alias(number: u32) -> Self {
        type Alias = Item;
        Alias {
            number,
            name: "alias",
        }
    }

    fn by_import(number: u32) -> Self {
        use self::Item as Imported;
        Imported {
            number,
            name: "import",
        }
    }

    fn by_import_in_a_list(number: u32) -> Self {
        use super::literals::{Item as Listed, Marker};
        let Marker { .. } = MarkerFactory::by_name();
        Listed {
            number,
            name: "list",
        }
    }

    fn by_update(number: u32) -> Self {
        Self {
            number,
            ..Self::by_self(0)
        }
    }

    fn by_update_alone(item: Self) -> Self {
        Self { ..item }
    }

    fn by_update_of_a_literal(number: u32) -> Self {
        Item {
            number,
            ..Self {
                number: 0,
                name: "literal",
            }
        }
    }

    fn with_attributes(number: u32) -> Self {
        Self {
            #[cfg(any())]
            number: 0,
            #[cfg(not(any()))]
            number,
            name: "attributes",
        }
    }

    fn compared(number: u32) -> bool_and::Made<Self> {
        let is_first = Self { number, name: "a" }
            == Item {
                number: 1,
                name: "a",
            };
        let is_less = number
            < (Self {
                number: 2,
                name: "b",
            })
            .number;
        bool_and::Made(if is_first && is_less {
            Self {
                number,
                name: "first",
            }
        } else {
            Self {
                number,
                name: "other",
            }
        })
    }
}

mod bool_and {
    pub(super) struct Made<T>(pub(super) T);
}

#[test]
fn a_literal_names_the_type_in_any_way() {
    let made = [
        ItemFactory::by_self(1),
        ItemFactory::by_name(1),
        ItemFactory::by_absolute_path(1),
        ItemFactory::by_path_of_the_module(1),
        ItemFactory::by_path_of_the_parent(1),
        ItemFactory::by_alias(1),
        ItemFactory::by_import(1),
        ItemFactory::by_import_in_a_list(1),
        ItemFactory::by_update(1),
        ItemFactory::by_update_alone(ItemFactory::by_self(1)),
        ItemFactory::by_update_of_a_literal(1),
        ItemFactory::with_attributes(1),
        ItemFactory::compared(1).0,
    ];
    assert!(made.iter().all(|item: &Renamed| item.number == 1));
    assert_eq!(
        made.map(|item| item.name),
        [
            "self",
            "name",
            "crate",
            "self::",
            "super::",
            "alias",
            "import",
            "list",
            "self",
            "self",
            "literal",
            "attributes",
            "first",
        ]
    );
}

#[factory_only]
#[derive(Debug, PartialEq, Eq)]
struct Pair<T>(T, u8);

#[factory]
impl<T: Clone> Pair<T> {
    fn by_call(value: T) -> Self {
        Self(value, 1)
    }

    fn by_name(value: T) -> Self {
        Pair(value, 2)
    }

    fn by_turbofish(value: T) -> Self {
        Pair::<T>(value, 3)
    }

    fn by_path(value: T) -> Self {
        self::Pair::<T>(value, 4)
    }

    fn by_position(value: T) -> Self {
        Self { 0: value, 1: 5 }
    }

    fn by_position_and_update(value: T) -> Self {
        Self {
            0: value.clone(),
            ..Pair { 1: 6, 0: value }
        }
    }

    fn by_value(value: T) -> Vec<Self> {
        let make = Self;
        [7, 8].map(|number| make(value.clone(), number)).into()
    }

    fn by_values(values: &[(T, u8)]) -> Vec<Self> {
        let (left, right) = values.iter().cloned().unzip::<T, u8, Vec<_>, Vec<_>>();
        left.into_iter()
            .zip(right)
            .map(|(left, right)| Pair(left, right))
            .collect()
    }

    fn of_another_instantiation(value: T) -> (Self, Pair<&'static str>) {
        (Self(value, 9), Pair::<&'static str>("other", 10))
    }
}

#[test]
fn a_tuple_is_made_by_call_by_position_and_as_a_value() {
    let made = [
        PairFactory::by_call('a'),
        PairFactory::by_name('a'),
        PairFactory::by_turbofish('a'),
        PairFactory::by_path('a'),
        PairFactory::by_position('a'),
        PairFactory::by_position_and_update('a'),
    ];
    assert_eq!(
        made.map(|Pair(value, number, ..)| (value, number)),
        [1, 2, 3, 4, 5, 6].map(|number| ('a', number))
    );
    let [first, second] = <[_; 2]>::try_from(PairFactory::by_value("b")).unwrap();
    assert_eq!((first.1, second.1), (7, 8));
    assert_eq!(PairFactory::by_values(&[('c', 1), ('d', 2)])[1].0, 'd');
    let (own, other) = PairFactory::of_another_instantiation(1);
    assert_eq!((own.0, own.1, other.0, other.1), (1, 9, "other", 10));
}

#[factory_only]
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Marker;

#[factory]
impl Marker {
    fn by_self() -> Self {
        Self
    }

    fn by_name() -> Self {
        Marker
    }

    fn by_braces() -> Self {
        Self {}
    }

    fn by_path() -> Self {
        self::Marker
    }

    fn by_value() -> Vec<Self> {
        let marker = Self;
        vec![marker, (Marker), { Self }, Some(Self).unwrap_or(Self)]
    }
}

#[test]
fn a_unit_struct_is_a_value() {
    let made = [
        MarkerFactory::by_self(),
        MarkerFactory::by_name(),
        MarkerFactory::by_braces(),
        MarkerFactory::by_path(),
    ];
    assert!(
        made.iter()
            .all(|marker| *marker == MarkerFactory::by_self())
    );
    assert_eq!(MarkerFactory::by_value().len(), 4);
}
