//! Every kind of struct can be guarded.

use core::fmt::{Debug, Display};
use core::marker::PhantomData;

use ssot::{factory, factory_only};

#[factory_only]
struct Named {
    name: String,
    size: usize,
}

#[factory]
impl Named {
    fn create(name: &str) -> Self {
        Self {
            size: name.len(),
            name: name.to_owned(),
        }
    }
}

#[test]
fn named_fields_hold_what_the_constructor_gave() {
    let named = NamedFactory::create("four");
    assert_eq!((named.name.as_str(), named.size), ("four", 4));
}

#[factory_only]
struct Pair(u8, String);

#[factory]
impl Pair {
    fn by_call(first: u8) -> Self {
        Self(first, "call".to_owned())
    }

    fn by_name(first: u8) -> Self {
        Pair(first, "name".to_owned())
    }

    fn by_position(first: u8) -> Self {
        Self {
            1: "position".to_owned(),
            0: first,
        }
    }

    fn by_function_value(first: Option<u8>) -> Option<Self> {
        first
            .zip(Some("value".to_owned()))
            .map(|(first, second)| Self(first, second))
    }
}

#[test]
fn tuple_fields_keep_their_positions() {
    let made = [
        PairFactory::by_call(1),
        PairFactory::by_name(2),
        PairFactory::by_position(3),
        PairFactory::by_function_value(Some(4)).expect("a value was given"),
    ];
    let fields: Vec<_> = made.iter().map(|pair| (pair.0, pair.1.as_str())).collect();
    assert_eq!(
        fields,
        [(1, "call"), (2, "name"), (3, "position"), (4, "value")]
    );
}

#[factory_only]
struct Meters(f64);

#[factory]
impl Meters {
    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    fn from_feet(feet: f64) -> Self {
        let make = Meters;
        make(feet * 0.25)
    }
}

#[test]
fn a_tuple_struct_is_a_function_in_its_constructors() {
    assert_eq!(
        MetersFactory::from_text("2.5").map(|meters| meters.0),
        Some(2.5)
    );
    assert!(MetersFactory::from_text("far").is_none());
    assert!((MetersFactory::from_feet(4.0).0 - 1.0).abs() < f64::EPSILON);
}

#[factory_only]
struct Permit;

#[factory]
impl Permit {
    fn by_self(adult: bool) -> Option<Self> {
        if adult { Some(Self) } else { None }
    }

    fn by_name() -> Self {
        Permit
    }

    fn by_braces() -> Self {
        Self {}
    }
}

impl Permit {
    fn holds(&self) -> bool {
        let Self { .. } = self;
        true
    }
}

#[test]
fn a_unit_struct_can_be_made_by_self_by_name_and_with_braces() {
    assert!(PermitFactory::by_self(true).is_some_and(|permit| permit.holds()));
    assert!(PermitFactory::by_self(false).is_none());
    assert!(PermitFactory::by_name().holds());
    assert!(PermitFactory::by_braces().holds());
}

#[factory_only]
struct Empty {}

#[factory]
impl Empty {
    fn create() -> Self {
        Self {}
    }
}

#[factory_only]
struct EmptyTuple();

#[factory]
impl EmptyTuple {
    fn create() -> Self {
        Self()
    }
}

#[test]
fn structs_without_fields_can_be_made() {
    let Empty { .. } = EmptyFactory::create();
    let EmptyTuple(..) = EmptyTupleFactory::create();
}

#[factory_only(new)]
struct Generated {
    name: String,
    sizes: [u8; 2],
}

#[factory_only(new)]
struct GeneratedTuple(u8, &'static str);

#[factory_only(new)]
struct GeneratedUnit;

#[factory_only(new)]
struct GeneratedGeneric<'a, T: Clone, const SIZE: usize = 2>
where
    T: Debug,
{
    borrowed: &'a [T; SIZE],
    owned: T,
}

#[test]
fn the_generated_constructor_takes_the_fields_in_their_order() {
    let generated = GeneratedFactory::new("name".to_owned(), [1, 2]);
    assert_eq!((generated.name.as_str(), generated.sizes), ("name", [1, 2]));
    let tuple = GeneratedTupleFactory::new(7, "seven");
    assert_eq!((tuple.0, tuple.1), (7, "seven"));
    let GeneratedUnit { .. } = GeneratedUnitFactory::new();
    let generic = GeneratedGenericFactory::new(&[1, 2, 3], 4);
    assert_eq!((generic.borrowed, generic.owned), (&[1, 2, 3], 4));
}

#[factory_only]
struct Slice<'a, 'b: 'a> {
    text: &'a str,
    parts: &'a [&'b str],
}

#[factory]
impl<'a, 'b> Slice<'a, 'b> {
    fn create(text: &'a str, parts: &'a [&'b str]) -> Self {
        Self { text, parts }
    }

    fn first(parts: &'a [&'b str]) -> Option<Slice<'a, 'b>> {
        Some(Slice {
            text: parts.first()?,
            parts,
        })
    }
}

#[test]
fn lifetimes_reach_the_factory() {
    let parts = ["one", "two"];
    let text = String::from("both");
    let slice = SliceFactory::create(&text, &parts);
    assert_eq!((slice.text, slice.parts.len()), ("both", 2));
    let first = SliceFactory::first(&parts).expect("there are parts");
    assert_eq!((first.text, first.parts), ("one", &parts[..]));
    assert!(SliceFactory::first(&[]).is_none());
}

#[factory_only]
struct Buffer<T = u8, const SIZE: usize = 4>
where
    T: Copy + Display,
{
    values: [T; SIZE],
}

#[factory]
impl<T, const SIZE: usize> Buffer<T, SIZE>
where
    T: Copy + Display,
{
    fn filled(value: T) -> Self {
        Self {
            values: [value; SIZE],
        }
    }
}

#[test]
fn types_constants_bounds_and_defaults_reach_the_factory() {
    let buffer: Buffer = BufferFactory::filled(3);
    assert_eq!(buffer.values, [3_u8; 4]);
    let buffer = BufferFactory::<char, 2>::filled('x');
    assert_eq!(buffer.values, ['x'; 2]);
}

#[factory_only]
struct Tail<T: ?Sized> {
    length: usize,
    rest: T,
}

#[factory]
impl<T: AsRef<[u8]>> Tail<T> {
    fn create(tail: T) -> Self {
        Self {
            length: tail.as_ref().len(),
            rest: tail,
        }
    }
}

#[test]
fn the_last_field_may_be_of_an_unsized_type() {
    fn length<T: ?Sized>(tail: &Tail<T>) -> usize {
        tail.length
    }

    let tail = TailFactory::create([1, 2, 3]);
    assert_eq!((length(&tail), tail.rest), (3, [1, 2, 3]));
}

#[factory_only]
struct Boxed<T: ?Sized + 'static>(Box<T>);

#[factory]
impl<T: ?Sized> Boxed<T> {
    fn create(value: Box<T>) -> Self {
        Self(value)
    }
}

#[test]
fn an_unsized_argument_reaches_the_factory() {
    let boxed: Boxed<dyn Debug> = BoxedFactory::create(Box::new(5));
    assert_eq!(format!("{:?}", boxed.0), "5");
}

#[factory_only]
struct Tagged<Tag> {
    id: u32,
    tag: PhantomData<Tag>,
}

#[factory]
impl<Tag> Tagged<Tag> {
    fn create(id: u32) -> Self {
        Self {
            id,
            tag: PhantomData,
        }
    }
}

#[test]
fn an_argument_that_only_the_type_has_is_given_on_the_factory() {
    struct Customer;
    let tagged = TaggedFactory::<Customer>::create(9);
    let Tagged { id, tag, .. } = tagged;
    let _: PhantomData<Customer> = tag;
    assert_eq!(id, 9);
}

#[factory_only]
struct Cell<T> {
    content: T,
}

#[factory]
impl Cell<u8> {
    fn byte(content: u8) -> Self {
        Self { content }
    }

    fn other() -> Cell<u8> {
        Cell { content: 8 }
    }

    fn of_text(text: &str) -> Option<Cell<u8>> {
        Some(Cell::<u8> {
            content: text.parse().ok()?,
        })
    }
}

#[test]
fn one_instantiation_alone_can_have_constructors() {
    assert_eq!(CellFactory::byte(7).content, 7);
    assert_eq!(CellFactory::other().content, 8);
    assert_eq!(CellFactory::of_text("9").map(|cell| cell.content), Some(9));
}

#[factory_only]
struct Nested<F>
where
    F: for<'a> Fn(&'a str) -> &'a str,
{
    function: F,
}

#[factory]
impl<F> Nested<F>
where
    F: for<'a> Fn(&'a str) -> &'a str,
{
    fn create(function: F) -> Self {
        Self { function }
    }
}

#[test]
fn higher_ranked_bounds_reach_the_factory() {
    let nested = NestedFactory::create(str::trim);
    assert_eq!((nested.function)("  x "), "x");
}

#[test]
fn a_type_of_another_crate_is_made_by_its_factory() {
    assert_eq!(
        ssot_tests::ServerFactory::create(80).map(|server| server.port),
        Some(80)
    );
    assert_eq!(ssot_tests::ServerFactory::create(0), None);
}

#[factory_only]
struct View<'a> {
    text: &'a str,
}

#[factory]
impl View<'_> {
    fn empty() -> Self {
        Self { text: "" }
    }

    fn checked(text: &'static str) -> Option<Self> {
        (!text.is_empty()).then(|| Self { text })
    }
}

#[test]
fn the_impl_can_leave_a_lifetime_without_a_name() {
    assert_eq!(ViewFactory::empty().text, "");
    assert_eq!(
        ViewFactory::checked("text").map(|view| view.text),
        Some("text")
    );
}
