//! What only the attributes can write: seals, and what they say about guarded types.
//!
//! It is `unsafe` to write, which safe code cannot do, and a macro of another crate can, also where the user's crate
//! forbids it: rustc does not lint what such a macro wrote. It says something about the author of a type and nothing
//! about memory, so no `unsafe` code may ever rely on it.

use core::marker::PhantomData;

use crate::injection::{DeclaredScope, NoComponent, Reported};
use crate::seal::FactorySeal;
#[cfg(feature = "metrics")]
use crate::usage::{Attempt, Count, Usage};

impl<T: ?Sized> FactorySeal<T> {
    /// A seal, for the one instance whose field it becomes. The attributes write the calls where all of the code
    /// around them is theirs.
    ///
    /// # Safety
    ///
    /// Only a constructor of `T`, in its `#[factory]` impl, may call it: that is what the author of `T` relies on. Memory
    /// is safe whoever calls it, so no `unsafe` code may rely on there being no other instance.
    #[must_use]
    #[inline]
    #[doc(hidden)]
    pub const unsafe fn mint() -> Self {
        Self {
            marker: PhantomData,
            #[cfg(feature = "metrics")]
            count: Count::none(),
        }
    }

    /// The same for a literal in a body, which may be of another type of the name: the factory whose constructor the body
    /// is of has to be the one of `T`.
    ///
    /// # Safety
    ///
    /// As for [`mint`](Self::mint); `Factory` is where the constructor stands.
    #[must_use]
    #[inline]
    #[doc(hidden)]
    pub const unsafe fn mint_by<Factory: ?Sized + FactoryOf<T>>() -> Self {
        Self {
            marker: PhantomData,
            #[cfg(feature = "metrics")]
            count: Count::none(),
        }
    }
}

/// What the function for the bare name of a unit or a tuple struct asks for: a seal is not enough, since safe code can take one out
/// of an instance.
pub struct Permit<T: ?Sized>(PhantomData<fn() -> T>);

impl<T: ?Sized> Permit<T> {
    /// The permission to make instances.
    ///
    /// # Safety
    ///
    /// As for [`FactorySeal::mint_by`].
    #[must_use]
    #[inline]
    pub const unsafe fn by<Factory: ?Sized + FactoryOf<T>>() -> Self {
        Self(PhantomData)
    }
}

/// A factory of `T`. The attribute of `T` implements it.
///
/// # Safety
///
/// What is said here is what the attribute of the type says.
#[diagnostic::on_unimplemented(
    message = "SSOT001: `{T}` is constructed outside its factory",
    label = "`{Self}` is not its factory",
    note = "call a constructor on the factory of `{T}`, which is the only way to make one"
)]
pub unsafe trait FactoryOf<T: ?Sized> {
    /// The factory once more, whatever its generic arguments are.
    type Constructors: ConstructorsOf<T>;
    /// [`Unstated`](super::composed::Unstated), [`Transient`](super::composed::Transient),
    /// [`Singleton`](super::composed::Singleton), [`InContext`](super::composed::InContext) or
    /// [`NoComponent`](super::composed::NoComponent).
    type Scope;
}

/// A type of which there is nothing, and of which every factory is one. With several types to choose from, the compiler takes a
/// literal's type from the literal, and not from the only one that the factory makes.
pub struct Nothing(());

unsafe impl<Factory: ?Sized> FactoryOf<Nothing> for Factory {
    type Constructors = Unchecked<Factory>;
    type Scope = NoComponent;
}

/// The second of two, for a factory that was refused and makes no other.
unsafe impl<Factory: ?Sized> FactoryOf<PhantomData<Nothing>> for Factory {
    type Constructors = Unchecked<Factory>;
    type Scope = NoComponent;
}

/// The constructors of a guarded type: the `#[factory]` impl, or the argument `new`.
///
/// There is one implementation for a type, whatever its generic arguments are, so there is one place.
///
/// # Safety
///
/// The constructors stand where this is implemented.
pub unsafe trait ConstructorsStandHere {
    /// Which of them compositions call: [`FoundByName`](super::composed::FoundByName), [`FoundByConstant`](super::composed::FoundByConstant) or
    /// [`SomethingGiven`](super::composed::SomethingGiven). Unlike the constructor, it is visible everywhere, so that a
    /// composition takes no other one where that is not.
    type Injected;

    /// There are `const` constructors, whose instances are not counted.
    const UNCOUNTED: bool = false;
}

/// The constructors of `Component` stand somewhere.
///
/// # Safety
///
/// There is one implementation.
#[ssot_macros::__diagnostic(NoConstructor)]
pub unsafe trait ConstructorsOf<Component: ?Sized> {
    /// Which of them compositions call.
    type Injected;
}

#[diagnostic::do_not_recommend]
unsafe impl<Component: ?Sized, C: ?Sized + ConstructorsStandHere> ConstructorsOf<Component> for C {
    type Injected = C::Injected;
}

/// Stands for the constructors of an item that was refused for another reason.
pub struct Unchecked<Factory: ?Sized>(PhantomData<Factory>);

unsafe impl<Factory: ?Sized> ConstructorsStandHere for Unchecked<Factory> {
    type Injected = Reported;
}

/// The one place for the constructors of a type is `Here`. Under another name, or with other defaults for its generic
/// arguments, a factory would be another place.
///
/// # Safety
///
/// There are two implementations.
#[ssot_macros::__diagnostic(ConstructorsTwice)]
pub unsafe trait AreThoseOf<Here: ?Sized> {}

unsafe impl<Here: ?Sized> AreThoseOf<Here> for Here {}

unsafe impl<Here: ?Sized> AreThoseOf<Here> for Unchecked<Here> {}

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

impl<T: Clone + AllowsClone> Clone for FactorySeal<T> {
    fn clone(&self) -> Self {
        Self {
            marker: PhantomData,
            #[cfg(feature = "metrics")]
            count: self.count.another(),
        }
    }
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

/// What a constructor asks of code that calls it on the type instead of on the factory. Nothing has it.
///
/// The lifetime keeps the compiler from refusing the constructor itself for a bound that never holds.
///
/// # Safety
///
/// There is no implementation.
#[ssot_macros::__diagnostic(ConstructedDirectly)]
pub unsafe trait CallInstead<'never, Factory: ?Sized> {}

/// The type itself. Where it is a generic argument, the compiler shows what is wrong with it from the first of these tokens to
/// the last, which can stand around what the user wrote.
#[doc(hidden)]
pub type Shown<T> = T;

/// The body of the function that refuses. `first` is the first argument, or `&()`. The factory is the one that the bound of
/// the refusing function names, so that what is wrong with the first argument is shown there and nowhere else. `Here` is the
/// factory without a choice of generic arguments.
///
/// # Panics
///
/// Always. Nothing calls it.
#[doc(hidden)]
pub const fn refuse<'never, T, F, First, Here: ?Sized>(_first: &First) -> !
where
    T: CallInstead<'never, F> + ?Sized,
    F: FactoryOf<T, Scope: DeclaredScope<First, T>, Constructors: AreThoseOf<Here>>,
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

#[cfg(feature = "metrics")]
impl<T: ?Sized> FactorySeal<T> {
    /// The same seal, of an instance that is counted.
    #[must_use]
    #[doc(hidden)]
    pub fn counted(self) -> Self
    where
        T: Counted,
    {
        Self {
            count: Count::created(T::USAGE),
            ..self
        }
    }
}

/// A constructor of `T` starts. Only its attribute has a seal, so nothing else counts.
#[cfg(feature = "metrics")]
#[must_use]
pub fn attempt<T: Counted>(_: FactorySeal<T>) -> Attempt {
    Attempt::start(T::USAGE)
}

/// An `async` constructor of `T` starts.
#[cfg(feature = "metrics")]
#[must_use]
pub fn attempt_later<T: Counted>(_: FactorySeal<T>) -> Attempt {
    Attempt::start_later(T::USAGE)
}

#[cfg(feature = "metrics")]
pub(crate) use Counted as MaybeCounted;

/// What is counted with the feature `metrics`: here, nothing.
#[cfg(not(feature = "metrics"))]
pub trait MaybeCounted {}

#[cfg(not(feature = "metrics"))]
impl<T: ?Sized> MaybeCounted for T {}
