//! Components and their descriptions.

use core::fmt::{self, Write as _};
use core::mem::ManuallyDrop;

use crate::guard::{FactoryOf, MaybeCounted};
use crate::injection::OfAComponent;
use crate::interface::Interface;
use crate::seal::FactorySeal;

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
#[ssot_macros::__diagnostic(NotAComponent)]
pub trait Component: MaybeCounted {
    /// The factory. No other type can be one, so only the attribute can implement this trait.
    #[doc(hidden)]
    type Factory: FactoryOf<Self, Scope: OfAComponent>;

    /// The description of the component.
    const DESCRIPTOR: &'static Descriptor;
}

/// The description of a component. All of it is known at compile time.
///
/// Further fields may be added, so it has a hidden field, and other code cannot make one. The attribute
/// writes it as a literal, which compiles faster than a function call.
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
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Descriptor {
    /// The name of the component: its type's name, or the argument `name`.
    pub name: &'static str,
    /// The name of the type.
    pub type_name: &'static str,
    /// The path of the module that defines it, with the crate's name first.
    pub module: &'static str,
    /// The file that defines it, as the compiler was given it.
    pub file: &'static str,
    /// The line of its attribute in that file, counted from one.
    pub line: u32,
    /// The scope, which says which callers share an instance.
    pub scope: ScopeKind,
    /// The interfaces that it declares, and therefore implements.
    pub interfaces: &'static [Interface],
    /// The canonical path to import it from, if it has one.
    pub canonical: Option<&'static str>,
    /// The cargo package that defines it; empty in a build without cargo.
    pub package: &'static str,
    /// The version of that package; empty in a build without cargo.
    pub version: &'static str,
    #[doc(hidden)]
    pub __made_by_the_attribute: FactorySeal<Self>,
}

/// Which callers share an instance of a component.
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
    /// None: each request makes a new instance.
    Transient,
    /// All callers of a composition.
    Singleton,
    /// The callers in one context of this type, for example one user.
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

impl FactorySeal<Descriptor> {
    /// Uses it up, also in a constant, which could not drop what is counted with the feature `metrics`.
    pub(crate) const fn spend(self) {
        let _ = ManuallyDrop::new(self);
    }
}
