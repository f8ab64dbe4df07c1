//! Types, constructors and interfaces that a `macro_rules!` declares.

#![allow(
    unused_braces,
    reason = "a constant argument needs them where a length does not"
)]

use ssot::{factory, factory_only, ssot_component, ssot_interface};

macro_rules! record {
    ($(#[$attribute:meta])* $visibility:vis $name:ident { $($field:ident: $kind:ty = $value:expr),* $(,)? }) => {
        $(#[$attribute])*
        #[factory_only]
        $visibility struct $name {
            $($field: $kind,)*
        }

        #[factory]
        impl $name {
            $visibility fn create($($field: $kind),*) -> Self {
                Self { $($field),* }
            }

            $visibility fn standard() -> Self {
                Self { $($field: $value),* }
            }

            $visibility fn by_name($($field: $kind),*) -> Option<$name> {
                Some($name { $($field),* })
            }

            $visibility fn through_another($($field: $kind),*) -> Option<Self> {
                Some(Self::create($($field),*))
            }
        }
    };
}

record! {
    /// Documented.
    #[derive(Debug, PartialEq)]
    Size { width: u8 = 1, height: Option<&'static str> = Some("two") }
}

record! {
    #[derive(Debug, PartialEq)]
    pub(crate) Nothing {}
}

#[test]
fn a_macro_can_declare_a_type_with_its_constructors() {
    let size = SizeFactory::create(1, Some("two"));
    assert_eq!((size.width, size.height), (1, Some("two")));
    assert_eq!(SizeFactory::standard(), size);
    assert_eq!(SizeFactory::by_name(1, Some("two")), Some(size));
    assert_eq!(
        SizeFactory::through_another(2, None),
        Some(SizeFactory::create(2, None))
    );
    assert_eq!(NothingFactory::standard(), NothingFactory::create());
    assert_eq!(NothingFactory::by_name(), NothingFactory::through_another());
}

macro_rules! tuple {
    ($name:ident, $kind:ty, $make:ident) => {
        #[factory_only]
        struct $name($kind);

        #[factory]
        impl $name {
            fn $make(value: $kind) -> Self {
                $name(value)
            }

            fn other(value: Option<$kind>) -> Option<Self> {
                value.map($name)
            }
        }
    };
}

tuple!(Wrapped, Vec<(u8, &'static str)>, wrap);

#[test]
fn a_macro_can_declare_a_tuple() {
    assert_eq!(WrappedFactory::wrap(vec![(1, "one")]).0, [(1, "one")]);
    assert_eq!(
        WrappedFactory::other(Some(Vec::new())).map(|wrapped| wrapped.0),
        Some(Vec::new())
    );
}

macro_rules! generated {
    ($name:ident<$($generic:ident),*> { $($field:ident: $kind:ty),* }) => {
        #[factory_only(new)]
        struct $name<$($generic),*> {
            $($field: $kind),*
        }
    };
}

generated!(Generated<T, U> { first: T, second: Vec<U> });

#[test]
fn a_macro_can_have_the_constructor_generated() {
    let generated = GeneratedFactory::new(1, vec!["two"]);
    assert_eq!((generated.first, generated.second), (1, vec!["two"]));
}

macro_rules! own_names {
    ($name:ident) => {
        #[factory_only]
        struct $name {
            hidden: u8,
        }

        #[factory]
        impl $name {
            fn create(value: u8) -> Self {
                let hidden = value + 1;
                Self { hidden }
            }
        }

        impl $name {
            fn hidden(&self) -> u8 {
                self.hidden
            }
        }
    };
}

own_names!(Own);

#[test]
fn names_that_only_the_macro_knows_stay_apart() {
    assert_eq!(OwnFactory::create(1).hidden(), 2);
}

macro_rules! constructors {
    ($name:ty, $make:ident, |$argument:ident: $kind:ty| $value:expr) => {
        #[factory]
        impl $name {
            fn $make($argument: $kind) -> Self {
                $value
            }
        }
    };
}

#[factory_only]
struct Given {
    value: u8,
}

constructors!(Given, create, |value: u8| Given { value: value + 1 });

#[test]
fn a_macro_can_be_given_the_body_of_a_constructor() {
    assert_eq!(GivenFactory::create(1).value, 2);
}

macro_rules! interface {
    ($visibility:vis $name:ident { $($method:ident -> $result:ty),* }) => {
        #[ssot_interface]
        $visibility trait $name {
            $(fn $method(&self) -> $result;)*
        }
    };
}

interface!(pub(crate) Named { name -> &'static str });

macro_rules! component {
    ($visibility:vis $name:ident as $shown:literal: $($interface:path),* => $value:expr) => {
        #[ssot_component(name = $shown, implements($($interface),*))]
        $visibility struct $name {
            value: u8,
        }

        #[factory]
        impl $name {
            $visibility fn create() -> Self {
                Self { value: $value }
            }
        }
    };
}

component!(pub(crate) Made as "declared_by_macros::Made": Named => 7);

impl Named for Made {
    fn name(&self) -> &'static str {
        if self.value == 7 { "made" } else { "other" }
    }
}

#[test]
fn a_macro_can_declare_an_interface_and_a_component() {
    let made: Box<dyn Named> = Box::new(MadeFactory::create());
    assert_eq!(made.name(), "made");
    let names: Vec<_> = ssot::registry()
        .by_interface("guard::declared_by_macros::Named")
        .map(|component| component.name)
        .collect();
    assert_eq!(names, ["declared_by_macros::Made"]);
}

macro_rules! interfaces_of_one_line {
    ($($name:ident)*) => { $(#[ssot_interface] trait $name { fn number(&self) -> u8; })* };
}

interfaces_of_one_line!(First Second);

#[ssot_component(name = "declared_by_macros::OnlyFirst", implements(First), new)]
struct OnlyFirst {
    number: u8,
}

impl First for OnlyFirst {
    fn number(&self) -> u8 {
        self.number
    }
}

#[ssot_component(name = "declared_by_macros::OnlySecond", implements(Second), new)]
struct OnlySecond {
    number: u8,
}

impl Second for OnlySecond {
    fn number(&self) -> u8 {
        self.number
    }
}

#[test]
fn interfaces_of_one_macro_call_are_told_apart() {
    assert_eq!(OnlyFirstFactory::new(1).number(), 1);
    assert_eq!(OnlySecondFactory::new(2).number(), 2);
    let declared = |interface| -> Vec<_> {
        ssot::registry()
            .by_interface(interface)
            .map(|component| component.type_name)
            .collect()
    };
    assert_eq!(declared("First"), ["OnlyFirst"]);
    assert_eq!(declared("Second"), ["OnlySecond"]);
}

macro_rules! of_all_fragments {
    (
        $(#[$attribute:meta])* $visibility:vis $name:ident<$lifetime:lifetime, const $size:ident: $of_size:ty> = $default:expr;
        where $bounded:ty: $bound:path;
        $field_visibility:vis $field:ident: $kind:ty, [$element:ty; $count:expr];
        $make:ident($pattern:pat => $taken:ty) -> $made:ty $body:block
        $inner:meta
    ) => {
        $(#[$attribute])*
        #[factory_only]
        $visibility struct $name<$lifetime, const $size: $of_size = $default>
        where
            $bounded: $bound + for<'a> PartialEq<$bounded>,
        {
            $field_visibility $field: $kind,
            counted: [$element; $count],
            sized: Sized<$count>,
            spare: ::core::marker::PhantomData<&$lifetime ()>,
        }

        #[factory]
        impl<$lifetime, const $size: $of_size> $name<$lifetime, $size> {
            #![$inner]

            $visibility fn $make($pattern: $taken) -> $made $body

            $visibility const fn constant(first: $kind) -> Option<$name<$lifetime, { $count }>> {
                let counted = [0; $count];
                Some($name { $field: first, counted, sized: Sized, spare: ::core::marker::PhantomData })
            }
        }
    };
}

const SIZED: usize = 3;

#[derive(Debug, PartialEq)]
struct Sized<const N: usize>;

of_all_fragments! {
    #[derive(Debug)]
    pub(crate) Many<'life, const SIZE: usize> = { SIZED }; where Option<u8>: ::core::fmt::Debug;
    pub(crate) r#type: &'static (dyn ::core::fmt::Debug + Send + Sync), [u8; { SIZED }];
    r#make((first, _) => (u8, u8)) -> Result<Many<'life, SIZE>, ::core::convert::Infallible> {
        let r#type = &"made";
        Ok(Self { r#type, counted: [first; SIZED], sized: Sized, spare: ::core::marker::PhantomData })
    }
    allow(clippy::unnecessary_wraps)
}

#[test]
fn a_macro_can_be_given_each_part_of_a_type_and_of_its_constructors() {
    let made = ManyFactory::<'_, 3>::make((7, 8)).expect("it cannot fail");
    assert_eq!((made.counted, made.sized), ([7; 3], Sized));
    assert_eq!(format!("{:?}", made.r#type), "\"made\"");
    let constant = ManyFactory::<'_, 3>::constant(&1);
    assert_eq!(constant.map(|constant| constant.counted), Some([0; 3]));
}

macro_rules! whole {
    ($item:item $interface:item $implementation:item) => {
        #[factory_only]
        $item

        #[ssot_interface(open)]
        $interface

        #[factory]
        $implementation
    };
}

whole! {
    struct Whole {
        number: u8,
    }
    trait Whole2 {
        fn number(&self) -> u8;
    }
    impl Whole {
        fn create() -> Self {
            Self { number: 3 }
        }
    }
}

impl Whole2 for Whole {
    fn number(&self) -> u8 {
        self.number
    }
}

#[test]
fn a_macro_can_be_given_the_items() {
    assert_eq!(WholeFactory::create().number(), 3);
}

macro_rules! members {
    ($name:ident { $($member:item)* } $interface:ident { $($required:item)* }) => {
        #[factory]
        impl $name {
            $($member)*
        }

        #[ssot_interface(open)]
        trait $interface {
            $($required)*
        }
    };
}

#[factory_only]
struct Listed(u8);

members! {
    Listed {
        fn first() -> Self {
            Self(1)
        }
        fn second() -> Self {
            Listed(Self::first().0 + 1)
        }
    }
    Numbered {
        const OFFSET: u8 = 1;
        fn number(&self) -> u8;
        fn next(&self) -> u8 {
            self.number() + Self::OFFSET
        }
    }
}

impl Numbered for Listed {
    fn number(&self) -> u8 {
        self.0
    }
}

#[test]
fn a_macro_can_be_given_the_members() {
    assert_eq!(
        (
            ListedFactory::second().number(),
            ListedFactory::second().next()
        ),
        (2, 3)
    );
}

macro_rules! by_paths {
    ($path:path, $ty:path, $scope:path, $crate_path:path, $enforce:literal) => {
        #[ssot_component(new, name = "declared_by_macros::ByPaths", implements($path), scope = singleton, crate = $crate_path, enforce = $enforce)]
        struct ByPaths {
            held: $ty,
            other: <$ty as $scope>::Item,
        }
    };
}

#[ssot_interface]
trait Other<T> {
    fn other(&self) -> T;
}

by_paths!(
    Other<u8>,
    std::vec::IntoIter<u8>,
    ::core::iter::Iterator,
    ::ssot,
    "deny"
);

impl Other<u8> for ByPaths {
    fn other(&self) -> u8 {
        self.held.as_slice().first().copied().unwrap_or(self.other)
    }
}

#[test]
fn a_macro_can_be_given_what_the_arguments_name() {
    assert_eq!(ByPathsFactory::new(vec![4].into_iter(), 5).other(), 4);
}

mod reexported {
    pub(crate) use ssot::*;
}

#[ssot_interface]
trait Counted {
    fn count(&self) -> u8;
}

#[derive(Debug)]
struct Held<'a>(&'a u8);

#[rustfmt::skip]
macro_rules! through_the_crate {
    ($name:ident $old:ident $shown:literal $canonical:expr) => {
        #[ssot_component(name = $shown, canonical = $canonical, implements($crate::declared_by_macros::Counted), crate = $crate::declared_by_macros::reexported)]
        struct $name {
            held: $crate::declared_by_macros::Held<'static>,
        }

        #[factory(crate = $crate::declared_by_macros::reexported)]
        impl $crate::declared_by_macros::$name {
            fn create(held: $crate::declared_by_macros::Held<'static>) -> ::core::option::Option<$crate::declared_by_macros::$name> {
                ::core::option::Option::Some($crate::declared_by_macros::$name { held })
            }
        }

        #[ssot::moved(crate = $crate::declared_by_macros::reexported)]
        type $old = $crate::declared_by_macros::$name;
    };
}

through_the_crate!(Through OldThrough "declared_by_macros::Through" "crate::declared_by_macros::Through");

impl Counted for Through {
    fn count(&self) -> u8 {
        *self.held.0
    }
}

#[test]
#[expect(deprecated, reason = "it is the old name")]
fn a_macro_can_name_what_stands_in_its_crate() {
    let made: Option<OldThrough> = ThroughFactory::create(Held(&6));
    assert_eq!(made.map(|made| made.count()), Some(6));
}
