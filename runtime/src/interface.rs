//! Interfaces, and who declares them.

use core::fmt;
use core::marker::PhantomData;

/// A trait that `#[ssot_interface]` made an interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Interface {
    /// The path of the module that defines the trait, with the crate's name first.
    pub module: &'static str,
    /// The name of the trait.
    pub name: &'static str,
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

impl fmt::Display for Interface {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}::{}", self.module, self.name)
    }
}

/// Declares that a type implements an interface; `implements(..)` of `#[ssot_component]` writes it.
///
/// `INTERFACE` identifies the interface, and `Parameters` the types and lifetimes that a generic one
/// was declared with. Whatever points at a declared type declares the same.
pub trait Implements<const INTERFACE: u128, Parameters: ?Sized = ()> {}

macro_rules! declare_through {
    ($($(#[$condition:meta])? $pointer:ty),* $(,)?) => {$(
        $(#[$condition])?
        impl<const INTERFACE: u128, P: ?Sized, T> Implements<INTERFACE, P> for $pointer
        where
            T: ?Sized + Implements<INTERFACE, P>,
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
    interface: Interface,
    id: u128,
    marker: PhantomData<fn() -> M>,
}

impl<M> InterfaceOf<M> {
    /// Identifies an interface by where it stands.
    #[must_use]
    pub const fn new(
        name: &'static str,
        module: &'static str,
        file: &str,
        (line, column): (u32, u32),
        version: Option<&str>,
    ) -> Self {
        let version = match version {
            Some(version) => version,
            None => "",
        };
        let mut id = FNV_OFFSET;
        id = hash(id, name.as_bytes());
        id = hash(id, module.as_bytes());
        id = hash(id, file.as_bytes());
        id = hash(id, &line.to_le_bytes());
        id = hash(id, &column.to_le_bytes());
        id = hash(id, version.as_bytes());
        Self {
            interface: Interface { module, name },
            id,
            marker: PhantomData,
        }
    }
}

// The 128-bit parameters of FNV-1a, by Fowler, Noll and Vo (isthe.com/chongo/tech/comp/fnv).
const FNV_OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const FNV_PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// FNV-1a over the bytes and their number, so that neighbours cannot borrow from one another.
const fn hash(mut state: u128, bytes: &[u8]) -> u128 {
    let mut at = 0;
    while at < bytes.len() {
        state = (state ^ bytes[at] as u128).wrapping_mul(FNV_PRIME);
        at += 1;
    }
    (state ^ bytes.len() as u128).wrapping_mul(FNV_PRIME)
}

/// What identifies an interface to [`Implements`].
#[must_use]
pub const fn interface_id<M>(interface: &InterfaceOf<M>) -> u128 {
    interface.id
}

/// The interface that stands behind the constant of its name.
#[must_use]
pub const fn interface<M>(interface: &InterfaceOf<M>) -> Interface {
    interface.interface
}

/// Every implementation `T` of an interface, known to the type that stands for the interface.
///
/// `Constants` holds the constant parameters of a generic interface; a declaration cannot tell them
/// from types, and leaves them to be inferred.
pub trait ConformsTo<T: ?Sized, Parameters: ?Sized, Constants> {}

/// Refuses to compile where `T` does not implement the interface.
pub const fn assert_implements<T, Parameters, M, Constants>(_interface: &InterfaceOf<M>)
where
    T: ?Sized,
    Parameters: ?Sized,
    M: ConformsTo<T, Parameters, Constants>,
{
}
