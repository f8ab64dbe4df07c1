//! What the generated code refers to. No part of the public interface: it changes without notice.

#[cfg(feature = "config")]
pub use inventory;
pub use ssot_macros::{__add_seal, __canonical_note, __verify_moved};
#[cfg(feature = "composition")]
pub use ssot_macros::{__composition, __override_composition};

pub use crate::__linked as linked;
#[cfg(feature = "composition")]
pub use crate::composition::generated::*;
#[cfg(feature = "config")]
pub use crate::config::generated::*;
pub use crate::hardcoded::{HardcodedPolicy, refuse_hardcoded};
pub use crate::injection::{
    ByReference, Held, InContext, Injectable, NoComponent, Owned, Parameters, Reported, Singleton,
    Transient, Unmarked, Unstated, Unsuitable, assert_context,
};
pub use crate::interface::{Constant, Counts, Declared, Known, declares, interface, interface_id};
#[cfg(feature = "std")]
pub use crate::linked::{enter, enters};
pub use crate::seal::{mint, unused, withheld};
pub use crate::usage::{Counted, Usage};

/// A type with a seal. The attribute of the type implements it, once for all generic arguments.
#[ssot_macros::__diagnostic(NotGuarded)]
pub trait Guarded {
    /// Stands for the constructors of the type, whatever its generic arguments are.
    type Constructors;
    /// The same, if the type is to be reported when it has no constructors.
    type Checked: ConstructedInOnePlace;
    /// [`Allowed`] or [`Refused`].
    type Cloning;
    /// [`Unstated`], [`Transient`], [`Singleton`], [`InContext`] or [`NoComponent`].
    type Scope;
    /// The counters of a component.
    const USAGE: Option<&'static Usage> = None;
}

/// `allow(Clone)` was given.
pub struct Allowed(());

/// `allow(Clone)` was not given.
pub struct Refused(());

/// Stands for the constructors of an item that was refused for another reason.
pub struct Unchecked(());

impl ConstructedInOnePlace for Unchecked {
    type Key = core::convert::Infallible;
}

/// The constructors of a guarded type: the `#[factory]` impl, or the argument `new`.
///
/// Its one implementation for a type holds the key to the type's seals. Since there is one already,
/// no other code can implement it.
#[ssot_macros::__diagnostic(NoConstructor)]
pub trait ConstructedInOnePlace {
    /// A type whose values only the code of the factory can make.
    type Key;
}

/// A guarded type: no bytes are an instance of it, whatever library reads them. Its implementation
/// collides with the one for every type that such a library makes of bytes.
pub trait NotMadeOfBytes<Library> {}

/// Stands for `bytemuck`.
#[cfg(feature = "bytemuck")]
pub struct Bytemuck(());

#[cfg(feature = "bytemuck")]
impl<T: bytemuck::Zeroable> NotMadeOfBytes<Bytemuck> for T {}

/// Stands for `zerocopy`.
#[cfg(feature = "zerocopy")]
pub struct Zerocopy(());

#[cfg(feature = "zerocopy")]
impl<T: zerocopy::TryFromBytes> NotMadeOfBytes<Zerocopy> for T {}

/// What a constructor asks of whoever calls it on the type instead of on the factory. Nothing has it.
///
/// The lifetime keeps the compiler from refusing the constructor itself for a bound that never holds.
#[ssot_macros::__diagnostic(ConstructedDirectly)]
pub trait CallInstead<'never, Factory: ?Sized> {}

/// What `#[moved]` finds instead of a component's macro where its target has none.
pub use crate::__moved_to_no_component as moved_to_no_component;

/// Answers as the macro of a component does, for what is none.
#[doc(hidden)]
#[macro_export]
macro_rules! __moved_to_no_component {
    ($question:ident $reader:tt $written:tt {$($no_component:tt)*}) => { $($no_component)* };
}

/// What a component finds instead of the macro of a sole interface, for every other trait.
pub use crate::__not_sole as not_an_interface;

/// What a component finds instead of the constant of an interface, for every other trait.
#[allow(
    non_upper_case_globals,
    reason = "an import of the macro imports it too"
)]
pub const not_an_interface: crate::interface::NotAnInterface =
    crate::interface::NotAnInterface::INSTANCE;

/// The implementations of the interface are not counted.
#[doc(hidden)]
#[macro_export]
macro_rules! __not_sole {
    ($($component:tt)*) => {
        ()
    };
}
