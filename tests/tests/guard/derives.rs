//! A derive gives the same result with and without the guard, on both sides of the attribute, or on the one that it
//! works on. `docs/derives.md` lists which.

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
        #[serde(serialize_with = "crate::derives::as_text")]
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

/// The derives that read fields work on both sides.
macro_rules! on_both_sides {
    ($($(#[$attribute:meta])* struct $name:ident { $($fields:tt)* })*) => {
        mod read_above {
            #[allow(unused_imports)]
            use super::*;

            $($(#[$attribute])* #[factory_only(new)] pub(super) struct $name { $($fields)* })*
        }

        mod read_below {
            #[allow(unused_imports)]
            use super::*;

            $(#[factory_only(new)] $(#[$attribute])* pub(super) struct $name { $($fields)* })*
        }
    };
}

on_both_sides! {
    #[derive(derive_more::Debug, derive_more::Display)]
    #[display("{} of {n}", self.n + 1)]
    struct Printed { n: u8 }

    #[derive(derive_more::Display)]
    struct PrintedAsItsField { n: u8 }

    #[derive(derive_more::Deref, derive_more::DerefMut, derive_more::AsRef, derive_more::AsMut)]
    struct Pointer { n: String }

    #[derive(derive_more::Into)]
    struct Converted { n: u8, text: &'static str }

    #[derive(derive_getters::Dissolve)]
    struct Dissolved { n: u8, text: &'static str }

    #[derive(derive_more::Index, derive_more::IndexMut)]
    struct Indexed { values: Vec<u8> }

    #[derive(Debug, derive_more::Display, derive_more::Error)]
    #[display("failed")]
    struct Failed { source: core::fmt::Error }

    #[derive(educe::Educe)]
    #[educe(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    struct Educed { n: u8, #[educe(Debug(ignore))] hidden: u8 }

    #[derive(derive_getters::Getters)]
    struct Got { n: u8 }

    #[derive(getset::Getters, getset::Setters)]
    #[getset(get = "pub(super)", set = "pub(super)")]
    struct Accessed { n: u8 }

    #[serde_with::skip_serializing_none]
    #[derive(Serialize)]
    struct Sparse { n: Option<u8> }

    #[cfg_attr(all(), serde_with::skip_serializing_none, derive(Serialize))]
    struct SparseUnderACondition { n: Option<u8> }

    #[serde_with::serde_as]
    #[derive(Serialize)]
    struct AsText { #[serde_as(as = "serde_with::DisplayFromStr")] n: u8 }
}

macro_rules! check_both_sides {
    ($module:ident) => {{
        use $module::*;

        let printed = PrintedFactory::new(1);
        assert_eq!(
            (format!("{printed:?}"), printed.to_string()),
            ("Printed { n: 1 }".to_owned(), "2 of 1".to_owned())
        );
        assert_eq!(PrintedAsItsFieldFactory::new(1).to_string(), "1");
        let mut pointer = PointerFactory::new("a".to_owned());
        pointer.push('b');
        let text: &String = pointer.as_ref();
        assert_eq!(text, "ab");
        let converted: (u8, &str) = ConvertedFactory::new(1, "a").into();
        assert_eq!(converted, (1, "a"));
        assert_eq!(DissolvedFactory::new(1, "a").dissolve(), (1, "a"));
        let mut indexed = IndexedFactory::new(vec![1]);
        indexed[0] += 1;
        assert_eq!(indexed[0], 2);
        let failed = FailedFactory::new(core::fmt::Error);
        assert!(std::error::Error::source(&failed).is_some());
        let (educed, other) = (EducedFactory::new(1, 2), EducedFactory::new(1, 3));
        assert_eq!(format!("{educed:?}"), "Educed { n: 1 }");
        assert!(educed < other);
        assert_eq!(*GotFactory::new(1).n(), 1);
        assert_eq!(*AccessedFactory::new(1).set_n(2).n(), 2);
        let json = |value: &dyn erased::Json| value.json();
        assert_eq!(json(&SparseFactory::new(None)), "{}");
        assert_eq!(json(&SparseFactory::new(Some(1))), r#"{"n":1}"#);
        assert_eq!(json(&SparseUnderAConditionFactory::new(None)), "{}");
        assert_eq!(json(&AsTextFactory::new(1)), r#"{"n":"1"}"#);
    }};
}

mod erased {
    pub(super) trait Json {
        fn json(&self) -> String;
    }

    impl<T: serde::Serialize> Json for T {
        fn json(&self) -> String {
            serde_json::to_string(self).expect("it can be shown")
        }
    }
}

#[test]
fn what_reads_fields_works_above_and_below() {
    check_both_sides!(read_above);
    check_both_sides!(read_below);
}

#[factory_only(new)]
#[derive(Debug, thiserror::Error)]
#[error("{n} is too large")]
#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
struct TooLarge {
    n: u8,
    #[serde(skip)]
    source: core::fmt::Error,
}

#[factory_only(new)]
#[derive(Debug, thiserror::Error)]
#[error("{0} is too large")]
struct TooLargeTuple(u8);

#[factory_only(new)]
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct Transparent(core::fmt::Error);

/// The derive of this name that infers the source of an error that has one field.
#[factory_only(new)]
#[derive(Debug, derive_more::Display, derive_more::Error)]
struct Wrapped(core::fmt::Error);

#[test]
fn an_error_shows_its_message_and_its_source() {
    use std::error::Error;

    let error = TooLargeFactory::new(9, core::fmt::Error);
    assert_eq!(error.to_string(), "9 is too large");
    assert!(error.source().is_some());
    assert_eq!(format!("{error:?}"), "TooLarge { n: 9, source: Error }");
    assert_eq!(
        serde_json::to_string(&error).expect("it can be shown"),
        r#"{"N":9}"#
    );
    assert_eq!(TooLargeTupleFactory::new(9).to_string(), "9 is too large");
    let transparent = TransparentFactory::new(core::fmt::Error);
    assert_eq!(transparent.to_string(), core::fmt::Error.to_string());
    assert!(WrappedFactory::new(core::fmt::Error).source().is_some());
}

#[factory_only(new)]
#[derive(zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
struct Secret {
    key: [u8; 2],
    #[zeroize(skip)]
    name: &'static str,
}

#[factory_only(new)]
#[cfg_attr(all(), derive(zeroize::Zeroize))]
#[cfg_attr(all(), derive(zeroize::ZeroizeOnDrop))]
struct SecretTuple([u8; 2]);

#[test]
fn zeroize_overwrites_the_fields() {
    use zeroize::Zeroize as _;

    let mut secret = SecretFactory::new([1, 2], "name");
    secret.zeroize();
    assert_eq!((secret.key, secret.name), ([0, 0], "name"));
    let mut secret = SecretTupleFactory::new([1, 2]);
    secret.zeroize();
    assert_eq!(secret.0, [0, 0]);
}

#[factory_only(new)]
#[pin_project::pin_project]
#[derive(Debug)]
struct Pinned<T> {
    #[pin]
    future: T,
    polled: u8,
}

#[test]
fn pin_project_projects_to_the_fields() {
    let mut pinned = core::pin::pin!(PinnedFactory::new(core::future::ready(1), 0));
    let projected = pinned.as_mut().project();
    *projected.polled += 1;
    assert_eq!(pollster::block_on(projected.future), 1);
    assert_eq!(pinned.polled, 1);
    assert!(format!("{pinned:?}").starts_with("Pinned { future: Ready("));
}

#[factory_only(new, allow(Clone))]
#[derive_where::derive_where(Clone, Debug, PartialEq)]
struct Unbounded<T>(u8, core::marker::PhantomData<fn() -> T>);

/// No attribute may say of a field that it is not shown where nothing is shown.
#[factory_only(new)]
#[derive_where::derive_where(PartialEq)]
struct Compared<T>(u8, core::marker::PhantomData<fn() -> T>);

#[test]
fn derive_where_asks_for_no_bounds() {
    struct Opaque;

    let unbounded = UnboundedFactory::<Opaque>::new(1, core::marker::PhantomData);
    assert!(unbounded.clone() == unbounded);
    assert!(!format!("{unbounded:?}").contains("eal"));
    let compared = || ComparedFactory::<Opaque>::new(1, core::marker::PhantomData);
    assert!(compared() == compared());
}

/// `Clone` sees the seal, and the attribute macro between the two derives stays where it is.
#[factory_only(new, allow(Clone))]
#[derive(Clone)]
#[serde_with::skip_serializing_none]
#[derive(Serialize)]
struct SparseCopied {
    n: Option<u8>,
}

#[factory_only]
#[derive(Deserialize)]
#[serde(from = "PlainPort")]
struct PortBelow {
    port: u16,
}

#[factory]
impl PortBelow {
    fn create(port: u16) -> Self {
        Self { port }
    }
}

impl From<PlainPort> for PortBelow {
    fn from(plain: PlainPort) -> Self {
        PortBelowFactory::create(plain.port)
    }
}

#[test]
fn the_order_of_the_attributes_is_kept() {
    let copied = SparseCopiedFactory::new(None).clone();
    assert_eq!(copied.n, None);
    assert_eq!(
        serde_json::to_string(&copied).expect("it can be shown"),
        "{}"
    );
    let port: PortBelow = serde_json::from_str(r#"{"port":80}"#).expect("it is a port");
    assert_eq!(port.port, 80);
}
