//! Generic types, and constructors with generic parameters of their own.

use core::fmt::{Debug, Display};
use core::marker::PhantomData;

use ssot::{factory, factory_only};

#[factory_only]
#[derive(Debug, PartialEq, Eq)]
struct Buffer<T = u8, const N: usize = 2> {
    items: [T; N],
}

#[factory]
impl<T: Copy + Default, const N: usize> Buffer<T, N> {
    fn empty() -> Self {
        Self {
            items: [T::default(); N],
        }
    }

    fn filled(item: T) -> Self {
        Buffer::<T, N> { items: [item; N] }
    }

    fn twice(item: T) -> (Self, Buffer<T, 1>, Buffer) {
        (
            Self::filled(item),
            Buffer::<T, 1>::filled(item),
            Buffer::<u8, 2>::filled(9),
        )
    }

    fn of_iterator<I>(items: I) -> Option<Self>
    where
        I: IntoIterator<Item = T>,
    {
        let items: Vec<T> = items.into_iter().collect();
        items.try_into().ok().map(|items| Self { items })
    }

    fn of_constant<const M: usize>(item: T) -> Result<Self, [usize; M]> {
        if M == <Self>::WIDTH {
            Ok(Self::filled(item))
        } else {
            Err([Self::WIDTH; M])
        }
    }
}

impl<T, const N: usize> Buffer<T, N> {
    const WIDTH: usize = N;
}

#[test]
fn generic_arguments_of_the_type_reach_the_factory() {
    assert_eq!(BufferFactory::<u8, 3>::empty().items, [0, 0, 0]);
    assert_eq!(<BufferFactory>::filled(4).items, [4, 4]);
    let (own, single, default) = BufferFactory::<char, 2>::twice('a');
    assert_eq!(
        (own.items, single.items, default.items),
        (['a', 'a'], ['a'], [9, 9])
    );
}

#[test]
fn a_constructor_has_generic_parameters_of_its_own() {
    let made = BufferFactory::<u8, 2>::of_iterator([1, 2]);
    assert_eq!(made.unwrap().items, [1, 2]);
    assert!(BufferFactory::<u8, 2>::of_iterator::<Vec<u8>>(Vec::new()).is_none());
    assert!(BufferFactory::<u8, 2>::of_constant::<2>(1).is_ok());
    assert_eq!(
        BufferFactory::<u8, 2>::of_constant::<1>(1).unwrap_err(),
        [2]
    );
}

#[factory_only]
#[derive(Debug)]
struct Text<'a> {
    text: &'a str,
}

#[factory]
impl<'a> Text<'a> {
    fn of(text: &'a str) -> Self {
        Self { text }
    }

    fn longest<'b: 'a>(left: &'a str, right: &'b str) -> Self {
        if left.len() < right.len() {
            Text { text: right }
        } else {
            Self::of(left)
        }
    }

    fn chosen(text: &'a str, choose: impl for<'c> Fn(&'c str) -> &'c str) -> Self {
        Self { text: choose(text) }
    }

    fn by_reference<F>(text: &'a str, choose: F) -> Self
    where
        F: for<'c> FnOnce(&'c Self) -> &'c Self,
    {
        let made = Self { text };
        let Self { text } = choose(&made);
        Self { text }
    }

    fn shown(value: &dyn Display, space: &'a mut String) -> Text<'a> {
        *space = value.to_string();
        Text::<'a> { text: space }
    }
}

#[test]
fn lifetimes_reach_the_factory() {
    assert_eq!(TextFactory::longest("a", "bc").text, "bc");
    assert_eq!(TextFactory::chosen("abc", |text| &text[1..]).text, "bc");
    assert_eq!(TextFactory::by_reference("abc", |text| text).text, "abc");
    assert_eq!(TextFactory::shown(&7, &mut String::new()).text, "7");
}

#[factory_only]
struct Words<'a>(Vec<&'a str>);

#[factory]
impl Words<'_> {
    fn none() -> Self {
        Self(Vec::new())
    }
}

#[factory_only]
struct Elided<'a, T> {
    text: &'a str,
    rest: T,
}

#[factory]
impl Elided<'_, u8> {
    fn of(text: &str) -> Elided<'_, u8> {
        Elided { text, rest: 1 }
    }

    fn trimmed(text: &str, rest: &u8) -> Elided<'static, u8> {
        let _ = text.trim();
        Elided {
            text: "static",
            rest: *rest,
        }
    }
}

#[test]
fn elided_lifetimes_are_those_of_the_arguments() {
    assert!(WordsFactory::none().0.is_empty());
    let text = "owned".to_owned();
    let elided = ElidedFactory::of(&text);
    assert_eq!((elided.text, elided.rest), ("owned", 1));
    assert_eq!(ElidedFactory::trimmed("", &2).text, "static");
}

trait Source {
    type Made;
    fn source(&self) -> &'static str;
}

struct Files;

impl Source for Files {
    type Made = Loader;
    fn source(&self) -> &'static str {
        "files"
    }
}

#[factory_only]
struct Loader {
    source: &'static str,
}

#[factory]
impl Loader {
    fn of<S: Source<Made = Self>>(source: &S) -> Self {
        Self {
            source: source.source(),
        }
    }

    fn of_dynamic(source: &dyn Source<Made = Self>) -> Self {
        Self {
            source: source.source(),
        }
    }

    fn of_opaque(
        source: impl Source<Made = Loader>,
        _: Option<&mut dyn FnMut(Self) -> Self>,
    ) -> Self {
        Self {
            source: source.source(),
        }
    }
}

#[test]
fn a_bound_mentions_the_type() {
    assert_eq!(LoaderFactory::of(&Files).source, "files");
    assert_eq!(LoaderFactory::of_dynamic(&Files).source, "files");
    assert_eq!(LoaderFactory::of_opaque(Files, None).source, "files");
}

#[factory_only]
struct Held<'a, T: Source<Made = Self>> {
    source: &'a T,
}

struct Slow;

impl<'a> Source for &'a Slow {
    type Made = Held<'a, Self>;
    fn source(&self) -> &'static str {
        "slow"
    }
}

#[factory]
impl<'a, T: Source<Made = Self>> Held<'a, T> {
    fn of(source: &'a T) -> Self {
        Self { source }
    }
}

#[factory_only]
struct Implied<'a, T> {
    value: &'a T,
}

#[factory]
impl<'a, T: Debug> Implied<'a, T>
where
    Self: Sized,
{
    fn of(value: &'a T) -> Self {
        Self { value }
    }

    fn boxed(value: &'a T) -> Box<Self>
    where
        Self: Send,
    {
        Box::new(Self::of(value))
    }
}

#[test]
fn bounds_about_the_type_itself_hold() {
    assert_eq!(HeldFactory::of(&&Slow).source.source(), "slow");
    assert_eq!(*ImpliedFactory::of(&1).value, 1);
    assert_eq!(*ImpliedFactory::boxed(&2).value, 2);
}

#[factory_only]
struct Kind<T: ?Sized + Debug> {
    name: String,
    kind: PhantomData<fn() -> T>,
}

#[factory]
impl<T> Kind<T>
where
    T: ?Sized + Debug,
{
    fn of(value: &T) -> Self {
        Self {
            name: format!("{value:?}"),
            kind: PhantomData::<fn() -> T>,
        }
    }

    fn converted<U: Debug + ?Sized>(value: &U, _: impl Into<Option<u8>>) -> (Kind<U>, Kind<[u8]>) {
        let of_slice = <Kind<[u8]>>::of(&[1]);
        (Kind::<U>::of(value), of_slice)
    }
}

#[test]
fn a_constructor_makes_other_instantiations() {
    let (kind, of_slice) = KindFactory::<str>::converted("text", 1);
    assert_eq!(
        (kind.name.as_str(), of_slice.name.as_str()),
        ("\"text\"", "[1]")
    );
    assert_eq!(KindFactory::<dyn Debug>::of(&2).name, "2");
    let _: PhantomData<fn() -> str> = kind.kind;
}
