//! Interfaces, and who declares them.

use core::fmt;
use core::marker::PhantomData;

/// A trait that `#[ssot_interface]` made an interface.
///
/// ```
/// use ssot::{Component, ssot_component, ssot_interface};
///
/// #[ssot_interface(sole)]
/// pub trait Clock {}
///
/// #[ssot_component(new, implements(Clock))]
/// pub struct Quartz {}
///
/// impl Clock for Quartz {}
///
/// # fn main() {
/// let [clock] = Quartz::DESCRIPTOR.interfaces else { panic!("it declares one") };
/// assert!(clock.sole);
/// assert!(clock.is_named("Clock") && clock.is_named(&clock.to_string()));
/// assert!(!clock.is_named("elsewhere::Clock"));
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Interface {
    /// The path of the module that defines the trait, with the crate's name first.
    pub module: &'static str,
    /// The name of the trait.
    pub name: &'static str,
    /// Whether one component of a binary may implement it.
    pub sole: bool,
}

impl Interface {
    /// Whether `name` means this interface: the trait's name, or its path with the crate's name first.
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        let qualified = name
            .strip_suffix(self.name)
            .and_then(|module| module.strip_suffix("::"));
        name == self.name || qualified == Some(self.module)
    }
}

/// An interface equals its name, and its path with the crate's name first.
///
/// ```
/// #[ssot::ssot_interface]
/// pub trait Clock {}
///
/// #[ssot::ssot_component(new, implements(Clock))]
/// pub struct Quartz {}
/// impl Clock for Quartz {}
///
/// # fn main() {
/// assert_eq!(ssot::registry().by_type::<Quartz>().interfaces, ["Clock"]);
/// # }
/// ```
impl PartialEq<str> for Interface {
    fn eq(&self, name: &str) -> bool {
        self.is_named(name)
    }
}

impl PartialEq<&str> for Interface {
    fn eq(&self, name: &&str) -> bool {
        self.is_named(name)
    }
}

impl fmt::Display for Interface {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}::{}", self.module, self.name)
    }
}

/// Declares that a type implements an interface; `implements(..)` of `#[ssot_component]` writes it.
///
/// `ID` identifies the interface, `Parameters` the types and lifetimes that a generic one was
/// declared with, and `Interface` stands for it in the words of the compiler. Whatever points at a
/// declared type declares the same.
///
/// An interface is a trait that requires it:
///
/// ```compile_fail,E0277
/// #[ssot::ssot_interface]
/// pub trait Clock {}
///
/// pub struct Sundial;
///
/// impl Clock for Sundial {} // implemented, not declared
/// ```
#[ssot_macros::__diagnostic(ImplementedNotDeclared)]
pub trait Implements<const ID: u64, Parameters: ?Sized, Interface: ?Sized> {}

macro_rules! declare_through {
    ($($(#[$condition:meta])? $pointer:ty),* $(,)?) => {$(
        $(#[$condition])?
        impl<const ID: u64, P: ?Sized, I: ?Sized, T> Implements<ID, P, I> for $pointer
        where
            T: ?Sized + Implements<ID, P, I>,
        {
        }
    )*};
}

declare_through! {
    &T,
    &mut T,
    #[cfg(feature = "alloc")]
    alloc::boxed::Box<T>,
    #[cfg(feature = "alloc")]
    alloc::rc::Rc<T>,
    #[cfg(feature = "alloc")]
    alloc::sync::Arc<T>,
}

/// An interface together with the type `M` that stands for it.
pub struct InterfaceOf<M> {
    /// What is known about it.
    pub interface: Interface,
    /// What identifies it to [`Implements`].
    pub id: u64,
    marker: PhantomData<fn() -> M>,
}

impl<M> InterfaceOf<M> {
    /// Identifies an interface by where it stands in its package. The folder of the package and the
    /// name of the crate are left out, so that the same source gives the same identity everywhere.
    #[must_use]
    pub const fn new(
        name: &'static str,
        module: &'static str,
        (file, line, column): (&str, u32, u32),
        (package, version): (Option<&str>, Option<&str>),
        sole: bool,
    ) -> Self {
        let mut id = FNV_OFFSET;
        id = hash(id, name.as_bytes());
        id = hash(id, behind_first(module.as_bytes(), b':'));
        id = hash(id, behind_last(file.as_bytes(), b'/', b'\\'));
        id = hash(id, &line.to_le_bytes());
        id = hash(id, &column.to_le_bytes());
        id = hash(id, or_empty(package).as_bytes());
        id = hash(id, or_empty(version).as_bytes());
        Self {
            interface: Interface { module, name, sole },
            id,
            marker: PhantomData,
        }
    }
}

/// A build without cargo knows no package.
pub(crate) const fn or_empty(text: Option<&str>) -> &str {
    match text {
        Some(text) => text,
        None => "",
    }
}

/// What follows the first separator; nothing if there is none.
const fn behind_first(text: &[u8], separator: u8) -> &[u8] {
    let mut rest = text;
    while let [first, behind @ ..] = rest {
        rest = behind;
        if *first == separator {
            break;
        }
    }
    rest
}

/// What follows the last of two separators; everything if there is none.
const fn behind_last(text: &[u8], one: u8, other: u8) -> &[u8] {
    let (mut name, mut rest) = (text, text);
    while let [first, behind @ ..] = rest {
        rest = behind;
        if *first == one || *first == other {
            name = rest;
        }
    }
    name
}

// The 64-bit parameters of FNV-1a, by Fowler, Noll and Vo (isthe.com/chongo/tech/comp/fnv).
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// FNV-1a over the bytes and their number, so that neighbours cannot borrow from one another.
const fn hash(mut state: u64, bytes: &[u8]) -> u64 {
    let mut at = 0;
    while at < bytes.len() {
        state = (state ^ bytes[at] as u64).wrapping_mul(FNV_PRIME);
        at += 1;
    }
    (state ^ bytes.len() as u64).wrapping_mul(FNV_PRIME)
}

/// What identifies an interface to [`Implements`].
#[must_use]
pub const fn interface_id<M>(interface: &InterfaceOf<M>) -> u64 {
    interface.id
}

/// The interface that stands behind the constant of its name.
#[must_use]
pub const fn interface<M>(interface: &InterfaceOf<M>) -> Interface {
    interface.interface
}

/// Every implementation of an interface, known to the type that stands for the interface.
///
/// `Constants` holds the constant parameters of a generic interface; a declaration cannot tell them
/// from types, and leaves them to be inferred. `Proof` is inferred too. It is there so that the
/// compiler has two implementations to look at, and blames neither but reports this trait, in the
/// words of the rule.
#[ssot_macros::__diagnostic(DeclaredNotImplemented)]
pub trait ConformsTo<Component: ?Sized, Parameters: ?Sized, Constants, Proof> {}

/// The interface is implemented.
pub struct Implemented(());

/// Nothing is proven by this.
pub struct Unproven(());

/// Nothing has this.
pub trait Never {}

/// Refuses to compile where `Component` does not implement the interface.
pub const fn assert_implements<Component, Parameters, M, Constants, Proof>(_: &InterfaceOf<M>)
where
    Component: ?Sized,
    Parameters: ?Sized,
    M: ConformsTo<Component, Parameters, Constants, Proof>,
{
}
