//! What a component is, and what is known about it.

use core::fmt::{self, Write as _};

use crate::Interface;
use crate::private::Guarded;

/// A type that `#[ssot_component]` made a component.
///
/// ```
/// use ssot::{Component, ssot_component};
///
/// #[ssot_component(new, name = "shop::Cart", scope = singleton)]
/// pub struct Cart {
///     items: Vec<String>,
/// }
///
/// assert_eq!(Cart::DESCRIPTOR.name, "shop::Cart");
/// ```
///
/// # Safety
///
/// `#[ssot_component]` implements it. `unsafe` keeps safe code from doing so; no memory depends on it.
#[ssot_macros::__diagnostic(NotAComponent)]
#[expect(unsafe_code, reason = "only the attribute implements it")]
pub unsafe trait Component: Guarded {
    /// What is known about the component.
    const DESCRIPTOR: &'static Descriptor;
}

/// What is known about a component, all of it while compiling.
///
/// More may become known: it has a field that is not meant to be read, so that no other code makes one. The attribute
/// writes it as a literal, which costs every build less than a function that makes it.
///
/// ```
/// use ssot::{Component, ScopeKind, ssot_component, ssot_interface};
///
/// #[ssot_interface]
/// pub trait Priced {}
///
/// #[ssot_component(new, name = "shop::Cart", implements(Priced), scope = singleton)]
/// pub struct Cart {}
///
/// impl Priced for Cart {}
///
/// # fn main() {
/// let cart = Cart::DESCRIPTOR;
/// assert_eq!((cart.name, cart.type_name), ("shop::Cart", "Cart"));
/// assert_eq!(cart.scope, ScopeKind::Singleton);
/// assert_eq!(cart.interfaces, ["Priced"]);
/// assert_eq!(cart.canonical, None);
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Descriptor {
    /// The one name of the component: its type's name, or the argument `name`.
    pub name: &'static str,
    /// The name of the type.
    pub type_name: &'static str,
    /// The path of the module that defines it, with the crate's name first.
    pub module: &'static str,
    /// The file that defines it, as the compiler was given it.
    pub file: &'static str,
    /// The line of its attribute in that file, counted from one.
    pub line: u32,
    /// Who shares an instance.
    pub scope: ScopeKind,
    /// The interfaces that it declares, and therefore implements.
    pub interfaces: &'static [Interface],
    /// The one path to import it from, if it was given.
    pub canonical: Option<&'static str>,
    /// The cargo package that defines it; empty in a build without cargo.
    pub package: &'static str,
    /// The version of that package; empty in a build without cargo.
    pub version: &'static str,
    #[doc(hidden)]
    pub __made_by_the_attribute: (),
}

/// Who shares an instance of a component.
///
/// ```
/// use ssot::ScopeKind;
///
/// assert_eq!(ScopeKind::Singleton.to_string(), "singleton");
/// assert_eq!(ScopeKind::Context("User").to_string(), "context(User)");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ScopeKind {
    /// Nobody: everyone who asks gets a new instance.
    Transient,
    /// The whole composition.
    Singleton,
    /// Everything that runs in one context of the type named, a user's for example.
    Context(&'static str),
}

/// As in the attribute; a width pads on the right.
impl fmt::Display for ScopeKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transient => formatter.pad("transient"),
            Self::Singleton => formatter.pad("singleton"),
            Self::Context(context) => {
                write!(formatter, "context({context})")?;
                let length = "context()".len() + context.chars().count();
                let missing = formatter.width().unwrap_or(0).saturating_sub(length);
                (0..missing).try_for_each(|_| formatter.write_char(' '))
            }
        }
    }
}
