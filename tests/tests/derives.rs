//! A derive gives the same result with and without the guard, on both sides of the attribute.

// `serialize_with` asks for a reference.
#![allow(clippy::trivially_copy_pass_by_ref)]

use core::cmp::Ordering;
use core::fmt::Debug;
use core::hash::{Hash, Hasher};
use std::hash::DefaultHasher;

use serde::{Deserialize, Serialize};
use ssot::{factory, factory_only, ssot_component};

/// The same fields, plain and guarded with the derives on either side.
macro_rules! three_times {
    (
        $plain:ident $above:ident $below:ident [$($derive:ident),*] $(#[$attribute:meta])*
        struct $name:ident { $($(#[$field_attribute:meta])* $field:ident: $kind:ty,)* }
    ) => {
        mod $plain {
            #[allow(unused_imports)]
            use super::*;

            #[derive($($derive),*)]
            $(#[$attribute])*
            pub(super) struct $name { $($(#[$field_attribute])* pub(super) $field: $kind,)* }
        }

        mod $above {
            #[allow(unused_imports)]
            use super::*;

            #[derive($($derive),*)]
            #[factory_only(new)]
            $(#[$attribute])*
            pub(super) struct $name { $($(#[$field_attribute])* pub(super) $field: $kind,)* }
        }

        mod $below {
            #[allow(unused_imports)]
            use super::*;

            #[factory_only(new)]
            #[derive($($derive),*)]
            $(#[$attribute])*
            pub(super) struct $name { $($(#[$field_attribute])* pub(super) $field: $kind,)* }
        }
    };
}

three_times! {
    plain above below [Debug, PartialEq, Eq, PartialOrd, Ord, Hash]
    struct Named {
        name: &'static str,
        sizes: Vec<u8>,
    }
}

three_times! {
    plain_shown above_shown below_shown [Serialize]
    #[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "kind")]
    struct Shown {
        first_name: String,
        #[serde(rename = "other", skip_serializing_if = "Option::is_none")]
        second_name: Option<String>,
        #[serde(skip)]
        hidden: u8,
        #[serde(flatten)]
        rest: std::collections::BTreeMap<String, u8>,
        #[serde(serialize_with = "crate::as_text")]
        number: u16,
    }
}

fn as_text<S: serde::Serializer>(number: &u16, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(number)
}

fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Everything that the derives of one type say about three values.
fn said<T: Debug + Ord + Hash>(values: &[T; 3]) -> Vec<(String, String, u64, Vec<Ordering>)> {
    values
        .iter()
        .map(|value| {
            (
                format!("{value:?}"),
                format!("{value:#?}"),
                hash_of(value),
                values.iter().map(|other| value.cmp(other)).collect(),
            )
        })
        .collect()
}

const VALUES: [(&str, &[u8]); 3] = [("b", &[1]), ("a", &[2, 3]), ("b", &[0])];

#[test]
fn reading_derives_give_what_they_give_a_plain_struct() {
    let plain = VALUES.map(|(name, sizes)| plain::Named {
        name,
        sizes: sizes.to_vec(),
    });
    let above = VALUES.map(|(name, sizes)| above::NamedFactory::new(name, sizes.to_vec()));
    let below = VALUES.map(|(name, sizes)| below::NamedFactory::new(name, sizes.to_vec()));
    assert_eq!(said(&above), said(&plain));
    assert_eq!(said(&below), said(&plain));
    assert!(above[0] != above[1] && above[0] == above[0]);
    assert!(below[0] != below[1] && below[0] == below[0]);
    assert_eq!(
        above[0].partial_cmp(&above[1]),
        plain[0].partial_cmp(&plain[1])
    );
    assert_eq!(
        below[0].partial_cmp(&below[1]),
        plain[0].partial_cmp(&plain[1])
    );
}

#[test]
fn serialize_gives_what_it_gives_a_plain_struct() {
    for second_name in [None, Some("Byron".to_owned())] {
        let rest: std::collections::BTreeMap<_, _> = [("age".to_owned(), 36)].into();
        let name = "Ada".to_owned();
        let plain = plain_shown::Shown {
            first_name: name.clone(),
            second_name: second_name.clone(),
            hidden: 1,
            rest: rest.clone(),
            number: 7,
        };
        let above =
            above_shown::ShownFactory::new(name.clone(), second_name.clone(), 1, rest.clone(), 7);
        let below = below_shown::ShownFactory::new(name, second_name, 1, rest, 7);
        assert_eq!((plain.hidden, above.hidden, below.hidden), (1, 1, 1));
        let expected = serde_json::to_string(&plain).expect("it can be shown");
        assert!(expected.contains(r#""FIRST_NAME":"Ada""#));
        assert_eq!(
            serde_json::to_string(&above).expect("it can be shown"),
            expected
        );
        assert_eq!(
            serde_json::to_string(&below).expect("it can be shown"),
            expected
        );
    }
}

#[test]
fn tuples_and_units_are_shown_as_plain_ones() {
    mod plain {
        #[derive(Debug, PartialEq, super::Serialize)]
        pub(super) struct Pair(pub(super) u8, pub(super) &'static str);
        #[derive(Debug, PartialEq, super::Serialize)]
        pub(super) struct Single(pub(super) u8);
        #[derive(Debug, PartialEq, super::Serialize)]
        pub(super) struct Unit;
    }

    #[derive(Debug, PartialEq, Serialize)]
    #[factory_only(new)]
    struct Pair(u8, &'static str);

    #[factory_only(new)]
    #[derive(Debug, PartialEq, Serialize)]
    struct Single(u8);

    #[derive(PartialEq)]
    #[factory_only(new)]
    #[derive(Debug, Serialize)]
    struct Unit;

    fn shown(value: &(impl Debug + Serialize)) -> (String, String) {
        let text = serde_json::to_string(value).expect("it can be shown");
        (format!("{value:?}"), text)
    }

    assert_eq!(
        shown(&PairFactory::new(1, "one")),
        shown(&plain::Pair(1, "one"))
    );
    assert_eq!(shown(&SingleFactory::new(2)), shown(&plain::Single(2)));
    assert_eq!(shown(&UnitFactory::new()), shown(&plain::Unit));
    assert_eq!(SingleFactory::new(2), SingleFactory::new(2));
}

#[test]
fn derives_of_a_generic_type_ask_for_no_more_than_those_of_a_plain_one() {
    struct Opaque;

    #[derive(Debug, PartialEq)]
    #[factory_only(new)]
    struct Tagged<T>(u8, core::marker::PhantomData<fn() -> T>);

    #[factory_only(new)]
    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    struct Generic<'a, T, const SIZE: usize> {
        values: &'a [T; SIZE],
    }

    let generic = GenericFactory::new(&[1, 2]);
    assert_eq!(format!("{generic:?}"), "Generic { values: [1, 2] }");
    assert!(generic < GenericFactory::new(&[1, 3]));
    let Tagged(number, ..) = TaggedFactory::<Opaque>::new(1, core::marker::PhantomData);
    assert_eq!(number, 1);
}

#[derive(Debug)]
#[factory_only(allow(Clone))]
#[derive(Clone, PartialEq)]
struct Copied {
    text: String,
}

#[factory]
impl Copied {
    fn create(text: &str) -> Self {
        Self {
            text: text.to_owned(),
        }
    }
}

#[ssot_component(name = "derives::CopiedTuple", allow(Clone), new)]
#[derive(Clone)]
struct CopiedTuple<T>(T);

#[test]
fn an_allowed_clone_makes_an_equal_instance() {
    let first = CopiedFactory::create("text");
    let mut second = first.clone();
    assert_eq!(second, first);
    second.text.push('!');
    assert_eq!(
        (first.text.as_str(), second.text.as_str()),
        ("text", "text!")
    );
    let mut third = CopiedFactory::create("third");
    third.clone_from(&second);
    assert_eq!(third, second);
    let tuple = CopiedTupleFactory::new(1);
    assert_eq!((tuple.clone().0, tuple.0), (1, 1));
}

#[derive(Deserialize)]
struct PlainPort {
    port: u16,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PlainPort")]
#[factory_only]
struct Port {
    port: u16,
}

#[factory]
impl Port {
    fn create(port: u16) -> Result<Self, String> {
        if port == 0 {
            return Err("zero is no port".to_owned());
        }
        Ok(Self { port })
    }
}

impl TryFrom<PlainPort> for Port {
    type Error = String;

    fn try_from(plain: PlainPort) -> Result<Self, String> {
        PortFactory::create(plain.port)
    }
}

#[test]
fn what_is_read_goes_through_a_constructor() {
    let port: Port = serde_json::from_str(r#"{"port":80}"#).expect("it is a port");
    assert_eq!(Ok(&port), PortFactory::create(80).as_ref());
    assert_eq!(
        serde_json::to_string(&port).expect("it can be shown"),
        r#"{"port":80}"#
    );
    let error = serde_json::from_str::<Port>(r#"{"port":0}"#).expect_err("zero is refused");
    assert!(error.to_string().starts_with("zero is no port"));
}
