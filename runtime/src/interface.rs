//! Interfaces and their declarations.

use core::fmt;

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
    /// The path of the module that defines the trait, starting with the crate's name.
    pub module: &'static str,
    /// The name of the trait.
    pub name: &'static str,
    /// Whether only one component of a binary may implement it.
    pub sole: bool,
}

impl Interface {
    /// Whether `name` is this interface: the trait's name, or its path starting with the crate's name.
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        let qualified = name
            .strip_suffix(self.name)
            .and_then(|module| module.strip_suffix("::"));
        name == self.name || qualified == Some(self.module)
    }
}

/// An interface equals its name, and its path starting with the crate's name.
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
/// `ID` identifies the interface, and `Parameters` are the types and lifetimes that a generic interface was
/// declared with. Pointers to a declared type declare the same.
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
///
/// # Safety
///
/// The attributes implement it. Other implementations are not listed in the registry. It is `unsafe` to keep safe code
/// from implementing it; memory safety does not depend on it.
#[expect(unsafe_code, reason = "only the attributes implement it")]
pub unsafe trait Implements<const ID: u64, Parameters: ?Sized> {}

/// A type that [`Implements`] an interface, as the interface requires it.
///
/// The interface does not require [`Implements`] itself: the compiler would report that, with its number, before the
/// trait that has the name of the interface.
///
/// # Safety
///
/// There is one implementation, see [`Implements`].
#[expect(unsafe_code, reason = "safe code cannot add an implementation")]
pub unsafe trait Declared<const ID: u64, Parameters: ?Sized> {}

#[diagnostic::do_not_recommend]
#[expect(
    unsafe_code,
    reason = "the attributes have implemented what it requires"
)]
unsafe impl<const ID: u64, P: ?Sized, T: ?Sized + Implements<ID, P>> Declared<ID, P> for T {}

macro_rules! declare_through {
    ($($(#[$condition:meta])? $pointer:ty),* $(,)?) => {$(
        $(#[$condition])?
        #[expect(unsafe_code, reason = "what it points at declares the interface")]
        unsafe impl<const ID: u64, P: ?Sized, T> Implements<ID, P> for $pointer
        where
            T: ?Sized + Declared<ID, P>,
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

/// The type of an interface's constant.
///
/// # Safety
///
/// `#[ssot_interface]` implements it, see [`Implements`].
#[diagnostic::on_unimplemented(
    message = "SSOT030: `implements(..)` lists something that is not an interface",
    label = "not an interface",
    note = "write `#[ssot_interface]` on the trait, or remove it from `implements(..)`"
)]
#[expect(unsafe_code, reason = "only the attribute implements it")]
pub unsafe trait IsInterface {
    /// The type itself. The compiler reports nothing more about what it does not know.
    type Itself: 'static;
    /// The constant.
    const ITSELF: &'static Self::Itself;
    /// What the attribute knows.
    const KNOWN: Known;
}

/// What there is to know about an interface.
pub struct Known {
    /// What the registry says.
    pub interface: Interface,
    /// What identifies it to [`Implements`].
    pub id: u64,
    /// The name under which its implementations are counted.
    sole: Option<&'static str>,
}

impl Known {
    /// Identifies an interface by its crate and by where it stands there. The folder of the package is left out, so that
    /// the same source gives the same identity everywhere.
    ///
    /// Several crates of a package can share a file, and all but the library's own name: its binary and an integration
    /// test may have that name too, and its unit tests do. `target` tells them apart.
    ///
    /// A macro can write several interfaces, which all stand where it was called. `position` tells them apart: line and
    /// column of the name in the macro, and how many of them the macro has written before.
    #[must_use]
    pub const fn new(
        name: &'static str,
        module: &'static str,
        (file, line, column): (&str, u32, u32),
        position: [u32; 3],
        (package, version): (Option<&str>, Option<&str>),
        (binary, is_integration_test, is_test): (Option<&str>, bool, bool),
        sole: Option<&'static str>,
    ) -> Self {
        let mut id = FNV_OFFSET;
        id = hash(id, name.as_bytes());
        id = hash(id, module.as_bytes());
        id = hash(id, behind_last(file.as_bytes(), b'/', b'\\'));
        id = hash(id, &line.to_le_bytes());
        id = hash(id, &column.to_le_bytes());
        id = hash(id, &position[0].to_le_bytes());
        id = hash(id, &position[1].to_le_bytes());
        id = hash(id, &position[2].to_le_bytes());
        id = hash(id, or_empty(package).as_bytes());
        id = hash(id, or_empty(version).as_bytes());
        id = hash(id, or_empty(binary).as_bytes());
        id = hash(id, &[is_integration_test as u8, is_test as u8]);
        let is_sole = sole.is_some();
        Self {
            interface: Interface {
                module,
                name,
                sole: is_sole,
            },
            id,
            sole,
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

/// What a component lists in `implements(..)`. The compiler shows the name in its notes.
#[must_use]
pub const fn implements<I: IsInterface>(_: &I) -> &'static I::Itself {
    I::ITSELF
}

/// What identifies an interface to [`Implements`].
#[must_use]
pub const fn interface_id<I: IsInterface>(_: &I) -> u64 {
    I::KNOWN.id
}

/// The interface that the constant of its name stands for.
#[must_use]
pub const fn interface<I: IsInterface>(_: &I) -> Interface {
    I::KNOWN.interface
}

/// The same as [`interface_id`], where the macro of the interface has to count its implementations.
///
/// # Panics
///
/// If another macro has answered. The message is the error of the compiler.
#[must_use]
#[track_caller]
pub const fn declares<I: IsInterface, C: Counts>(_: &I, _: C) -> u64 {
    assert!(
        equal(I::KNOWN.sole, C::SOLE),
        "SSOT032: another macro has the name of a sole interface, so its implementations cannot be counted\n\
         help: import the interface itself instead of everything beside it, as in `use module::Interface`, or write \
         its path: `implements(module::Interface)`"
    );
    I::KNOWN.id
}

/// What the macro of a sole interface leaves behind where it was called.
///
/// # Safety
///
/// The macro implements it, see [`Implements`].
#[expect(
    unsafe_code,
    reason = "only the macro of a sole interface implements it"
)]
pub unsafe trait Counts: Copy {
    /// The name under which the implementation was counted.
    const SOLE: Option<&'static str>;
}

/// What the macro of every other interface leaves behind.
#[expect(unsafe_code, reason = "nothing was counted")]
unsafe impl Counts for () {
    const SOLE: Option<&'static str> = None;
}

const fn equal(one: Option<&str>, other: Option<&str>) -> bool {
    let (one, other) = match (one, other) {
        (Some(one), Some(other)) => (one.as_bytes(), other.as_bytes()),
        (None, None) => return true,
        _ => return false,
    };
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// What a composition finds in the place of the constant of an interface, for every other trait.
#[cfg(feature = "composition")]
pub struct NoInterface(());

/// There is one.
#[cfg(feature = "composition")]
pub const NO_INTERFACE: NoInterface = NoInterface(());

/// What a composition can find: the constant of an interface, or that there is none.
#[cfg(feature = "composition")]
pub trait ListedAs {
    /// The interface, or one that no component declares.
    const INTERFACE: Interface;
}

#[cfg(feature = "composition")]
impl<I: IsInterface> ListedAs for I {
    const INTERFACE: Interface = I::KNOWN.interface;
}

#[cfg(feature = "composition")]
impl ListedAs for NoInterface {
    const INTERFACE: Interface = Interface {
        module: "",
        name: "",
        sole: false,
    };
}

/// The interface as which a component is listed.
#[cfg(feature = "composition")]
#[must_use]
pub const fn listed_as<I: ListedAs>(_: &I) -> Interface {
    I::INTERFACE
}

/// Stands for any constant among the arguments of a generic interface.
pub struct Constant(());

/// The type of what stands for the constant of an interface, where there is none.
pub struct NotAnInterface(());

impl NotAnInterface {
    pub(crate) const INSTANCE: Self = Self(());
}
