//! What only the attributes can write: seals, and what they say about guarded types.
//!
//! It is `unsafe` to write, which safe code cannot do, and a macro of another crate can, also where the user's crate
//! forbids it: rustc does not lint what such a macro wrote. It says something about the author of a type and nothing
//! about memory, so no `unsafe` code may ever rely on it.

use core::marker::PhantomData;

use crate::FactorySeal;
use crate::injection::DeclaredScope;
#[cfg(feature = "metrics")]
use crate::usage::{Count, Usage};

/// A seal, for the one instance whose field it becomes. The attributes write the calls.
///
/// It belongs to no type: the compiler finds a function of a module faster, and looks for this one in each constructor.
///
/// # Safety
///
/// Only a constructor of `T`, in its `#[factory]` impl, may call it: that is what the author of `T` relies on. Memory
/// is safe whoever calls it, so no `unsafe` code may rely on there being no other instance.
#[must_use]
#[inline]
pub const unsafe fn mint_seal<T: ?Sized>() -> FactorySeal<T> {
    FactorySeal {
        marker: PhantomData,
        #[cfg(feature = "metrics")]
        count: Count::none(),
    }
}

/// A factory of `T`. The attribute of `T` implements it.
///
/// # Safety
///
/// What is said here is what the attribute of the type says.
pub unsafe trait FactoryOf<T: ?Sized> {
    /// The factory once more, whatever its generic arguments are.
    type Constructors: ConstructorsOf<T>;
    /// [`Unstated`](super::composed::Unstated), [`Transient`](super::composed::Transient),
    /// [`Singleton`](super::composed::Singleton), [`InContext`](super::composed::InContext) or
    /// [`NoComponent`](super::composed::NoComponent).
    type Scope;
}

/// The constructors of a guarded type: the `#[factory]` impl, or the argument `new`.
///
/// There is one implementation for a type, whatever its generic arguments are, so there is one place.
///
/// # Safety
///
/// The constructors stand where this is implemented.
pub unsafe trait ConstructorsStandHere {
    /// [`NothingGiven`](super::composed::NothingGiven), or [`SomethingGiven`](super::composed::SomethingGiven) if a caller gives
    /// parameters of the one that a composition calls.
    type Given;

    /// There are `const` constructors, whose instances are not counted.
    const UNCOUNTED: bool = false;
}

/// The constructors of `Component` stand somewhere.
#[ssot_macros::__diagnostic(NoConstructor)]
pub trait ConstructorsOf<Component: ?Sized> {}

#[diagnostic::do_not_recommend]
impl<Component: ?Sized, C: ?Sized + ConstructorsStandHere> ConstructorsOf<Component> for C {}

/// Stands for the constructors of an item that was refused for another reason.
pub struct Unchecked(());

unsafe impl ConstructorsStandHere for Unchecked {
    type Given = super::composed::NothingGiven;
}

/// `allow(Clone)` was given.
///
/// # Safety
///
/// The attribute of the type says so.
#[diagnostic::on_unimplemented(
    message = "SSOT002: deriving `Clone` would make instances of `{Self}` without its factory",
    label = "write the argument `allow(Clone)` if one instance may become two"
)]
pub unsafe trait AllowsClone {}

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

/// What a constructor asks of code that calls it on the type instead of on the factory. Nothing has it.
///
/// The lifetime keeps the compiler from refusing the constructor itself for a bound that never holds.
#[ssot_macros::__diagnostic(ConstructedDirectly)]
pub trait CallInstead<'never, Factory: ?Sized> {}

/// The body of the function that refuses. `first` is the first argument, or `&()`.
///
/// # Panics
///
/// Always. Nothing calls it.
pub const fn refuse<T: ?Sized, F, First>(_first: &First) -> !
where
    F: FactoryOf<T, Scope: DeclaredScope<First, T>>,
{
    panic!("nothing calls the function that refuses")
}

/// A guarded type, all instantiations of a generic one.
///
/// # Safety
///
/// The attribute of the type says so.
#[cfg(feature = "metrics")]
pub unsafe trait Counted {
    /// Its constructors.
    type Constructors: ConstructorsStandHere;
    /// The counters of a component.
    const USAGE: Option<&'static Usage>;
}
