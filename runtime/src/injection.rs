//! What `#[factory]` says about the constructor that a composition calls.
//!
//! All of this is there without the standard library and without the composition, since a crate
//! that declares components does not know who composes them.

use core::future::Future;
use core::marker::PhantomData;

use crate::context::{Context, Scope};
use crate::private::Guarded;

/// A parameter that the constructor takes by value.
pub struct Owned<T>(PhantomData<T>);

/// A parameter that the constructor takes by reference.
pub struct ByReference<T: ?Sized>(PhantomData<T>);

/// Stands for the parameters where no constructor is marked and there are several.
pub struct Unmarked(());

/// Stands for the parameters of a constructor that no composition can call.
pub struct Unsuitable(());

/// Stands for the parameters of a constructor that was refused for another reason.
pub struct Reported(());

/// A parameter: what stands for it until the constructor is called.
pub trait Parameter {
    /// The value, or something that holds it.
    type Value;
}

impl<T> Parameter for Owned<T> {
    type Value = T;
}

/// What holds the value of a parameter that is taken by reference.
#[cfg(feature = "alloc")]
pub type Held<T> = alloc::sync::Arc<T>;

/// Without an allocator there is no composition, and nobody to supply one.
#[cfg(not(feature = "alloc"))]
pub type Held<T> = &'static T;

#[cfg(feature = "alloc")]
impl<T: ?Sized> Parameter for ByReference<T> {
    type Value = Held<T>;
}

#[cfg(not(feature = "alloc"))]
impl<T: ?Sized + 'static> Parameter for ByReference<T> {
    type Value = Held<T>;
}

/// The parameters of a constructor: `()`, or the first one and the rest.
pub trait Parameters {
    /// Their values.
    type Values;
}

impl Parameters for () {
    type Values = ();
}

impl<First: Parameter, Rest: Parameters> Parameters for (First, Rest) {
    type Values = (First::Value, Rest::Values);
}

impl Parameters for Unmarked {
    type Values = ();
}

impl Parameters for Unsuitable {
    type Values = ();
}

impl Parameters for Reported {
    type Values = ();
}

/// A type with one constructor that a composition calls. `#[factory]` implements it, once.
///
/// The parameters and the result are arguments of the trait, and no associated types of it, so that
/// they may be as private as the constructor is.
#[ssot_macros::__diagnostic(NotAComponent)]
pub trait Injectable<P: Parameters, Output>: Guarded + Sized {
    /// The constructor is `async`.
    const ASYNCHRONOUS: bool = false;

    /// Calls the constructor, through the factory.
    ///
    /// Implemented for an `async` constructor only: each implementation that returns an opaque future costs the
    /// compiler about as much as the rest of what `#[factory]` generates.
    fn construct(values: P::Values) -> impl Future<Output = Output> {
        core::future::ready(Self::construct_now(values))
    }

    /// Calls the constructor, through the factory, if it is not `async`.
    ///
    /// # Panics
    ///
    /// There is no constructor that a composition could call. None is composed of such a type.
    #[must_use]
    fn construct_now(_values: P::Values) -> Output {
        unreachable!("a composition of a type without a suitable constructor does not compile")
    }
}

/// What the attribute of a type says about its scope, and so about its constructors.
pub trait DeclaredScope<First, Component: ?Sized> {}

/// No scope was given: the composition decides.
pub struct Unstated(());

/// The type is guarded, and no component.
pub struct NoComponent(());

/// `scope = transient`.
pub struct Transient(());

/// `scope = singleton`.
pub struct Singleton(());

/// `scope = context(C)`.
pub struct InContext<C>(PhantomData<C>);

impl<First, Component: ?Sized> DeclaredScope<First, Component> for Unstated {}

impl<First, Component: ?Sized> DeclaredScope<First, Component> for NoComponent {}

impl<First, Component: ?Sized> DeclaredScope<First, Component> for Transient {}

impl<First, Component: ?Sized> DeclaredScope<First, Component> for Singleton {}

impl<C, First, Component: ?Sized> DeclaredScope<First, Component> for InContext<C> where
    First: FirstParameter<Component, C>
{
}

/// The first parameter of a constructor of `Component` is the scope of the component's context.
#[ssot_macros::__diagnostic(ConstructorWithoutScope)]
pub trait FirstParameter<Component: ?Sized, Context> {}

impl<C, Component: ?Sized> FirstParameter<Component, C> for &Scope<C> {}

/// Refuses to compile where a scope is declared for a type that is no context.
pub const fn assert_context<C: Context>() {}
