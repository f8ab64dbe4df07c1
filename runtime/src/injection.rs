//! The constructor that a composition calls, as its factory names it.
//!
//! All of this is there without the standard library and without the composition, since a crate
//! that declares components does not know who composes them.

use core::marker::PhantomData;

use crate::context::{Context, Scope};

/// A constructor that a composition calls and does not find by its name `new`: a constant of the factory, as visible as
/// the constructor.
///
/// `P` is the list of its parameters, or says why there is none; `Output` is what it returns, and `F` how it is called.
pub struct Injected<P, Output, F> {
    /// The constructor.
    pub function: F,
    marker: PhantomData<fn() -> (P, Output)>,
}

impl<P, Output, F> Injected<P, Output, F> {
    /// The constructor `function`.
    pub const fn new(function: F) -> Self {
        Self {
            function,
            marker: PhantomData,
        }
    }
}

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

#[cfg(feature = "composition")]
pub use call::{ByName, Held, NoConstructor, Parameters, Values};
#[cfg(feature = "composition")]
pub(crate) use call::{Chosen, Constructor, Invisible, Parameter, Takes, Told};

#[cfg(feature = "composition")]
mod call {
    use core::marker::PhantomData;
    use std::future::{Future, ready};
    use std::sync::Arc;

    use super::{ByReference, Injected, Owned, Reported, Unmarked, Unsuitable};

    /// A parameter: what stands for it until the constructor is called, and what the constructor gets.
    pub trait Parameter {
        /// The value, or something that holds it.
        type Value;
        /// The argument.
        type Argument<'a>;

        /// The argument, of a value that is held for the call.
        fn argument(value: &mut Option<Self::Value>) -> Self::Argument<'_>;
    }

    impl<T> Parameter for Owned<T> {
        type Value = T;
        type Argument<'a> = T;

        fn argument(value: &mut Option<T>) -> T {
            value.take().unwrap_or_else(|| unreachable!("taken once"))
        }
    }

    impl<T: ?Sized + 'static> Parameter for ByReference<T> {
        type Value = Arc<T>;
        type Argument<'a> = &'a T;

        fn argument(value: &mut Option<Arc<T>>) -> &T {
            value
                .as_deref()
                .unwrap_or_else(|| unreachable!("held for the call"))
        }
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

    /// A function that can be called with values of the parameters `P`.
    pub trait Calls<P: Parameters, Output> {
        /// Calls it.
        fn call(self, values: P::Values) -> impl Future<Output = Output> + Send;
    }

    /// What holds the value of a parameter that is taken by reference.
    pub type Held<T> = Arc<T>;

    /// The values of the parameters `P` of an `async` constructor.
    pub struct Values<P, V> {
        /// The values.
        pub values: V,
        marker: PhantomData<fn() -> P>,
    }

    /// The constructor of a factory: an [`Injected`], or a function of [`Values`] that is `async`.
    pub trait Constructor<P: Parameters, Output> {
        /// It is `async`.
        const ASYNCHRONOUS: bool;

        /// Calls it.
        fn construct(self, values: P::Values) -> impl Future<Output = Output> + Send;
    }

    impl<P: Parameters, Output, F: Calls<P, Output>> Constructor<P, Output> for Injected<P, Output, F> {
        const ASYNCHRONOUS: bool = false;

        fn construct(self, values: P::Values) -> impl Future<Output = Output> + Send {
            self.function.call(values)
        }
    }

    impl<P: Parameters, Output, F, Construction> Constructor<P, Output> for F
    where
        F: FnOnce(Values<P, P::Values>) -> Construction,
        Construction: Future<Output = Output> + Send,
    {
        const ASYNCHRONOUS: bool = true;

        fn construct(self, values: P::Values) -> impl Future<Output = Output> + Send {
            self(Values {
                values,
                marker: PhantomData,
            })
        }
    }

    /// Stands for the constructor where there is none.
    #[derive(Clone, Copy)]
    pub struct NoConstructor;

    /// What a composition finds where a factory has neither a constant for it nor a function `new` that it can see: of
    /// two of a name, the compiler takes the type's own.
    pub trait ByName {
        /// The constructor is the function `new`.
        const INJECTED_CONSTRUCTOR: Named = Named(());

        /// There is none.
        #[must_use]
        fn new() -> Invisible<Self> {
            Invisible(PhantomData)
        }
    }

    impl<Factory: ?Sized> ByName for Factory {}

    /// Says that the constructor is the function `new`.
    pub struct Named(());

    /// What is returned where no constructor of the factory is visible.
    pub struct Invisible<Factory: ?Sized>(PhantomData<Factory>);

    /// A constructor that was found by its name.
    pub struct Found<F>(F);

    /// What stands under the name of the constant: the constructor, or that it is the function `New`.
    pub trait Chosen<New, Kind> {
        /// The constructor.
        type Constructor;

        /// The constructor.
        fn chosen(self, new: New) -> Self::Constructor;
    }

    impl<New> Chosen<New, ()> for Named {
        type Constructor = Found<New>;

        fn chosen(self, new: New) -> Found<New> {
            Found(new)
        }
    }

    impl<P, Output, F, New> Chosen<New, ()> for Injected<P, Output, F> {
        type Constructor = Self;

        fn chosen(self, _new: New) -> Self {
            self
        }
    }

    impl<F, New, V, Construction> Chosen<New, Values<V, ()>> for F
    where
        F: FnOnce(V) -> Construction,
    {
        type Constructor = Self;

        fn chosen(self, _new: New) -> Self {
            self
        }
    }

    /// A constructor, by what it takes and returns. `Kind` is what the compiler tells the kinds apart by.
    pub trait Takes<Kind> {
        /// A list of types, or [`Told`].
        type List;
        /// What it returns.
        type Output;
    }

    /// The parameters, of a constructor whose attribute told them.
    pub struct Told<P>(PhantomData<P>);

    impl<P, Output, F> Takes<()> for Injected<P, Output, F> {
        type List = Told<P>;
        type Output = Output;
    }

    impl<P: Parameters, F, Construction: Future> Takes<Values<P, ()>> for F
    where
        F: FnOnce(Values<P, P::Values>) -> Construction,
    {
        type List = Told<P>;
        type Output = Construction::Output;
    }

    impl<P: Parameters, Output, F: Calls<P, Output>> Constructor<P, Output> for Found<F> {
        const ASYNCHRONOUS: bool = false;

        fn construct(self, values: P::Values) -> impl Future<Output = Output> + Send {
            self.0.call(values)
        }
    }

    impl<P: Parameters, Output: Send> Calls<P, Output> for NoConstructor {
        fn call(self, _values: P::Values) -> impl Future<Output = Output> + Send {
            std::future::pending()
        }
    }

    macro_rules! list {
        () => { () };
        ($first:ident $($rest:ident)*) => { ($first, list!($($rest)*)) };
    }

    macro_rules! calls {
        ($($parameter:ident)*) => {
            impl<Function, Output, $($parameter: Parameter),*> Calls<list!($($parameter)*), Output> for Function
            where
                Function: for<'a> Fn($($parameter::Argument<'a>),*) -> Output,
                Output: Send,
            {
                #[allow(non_snake_case)]
                fn call(
                    self,
                    list!($($parameter)*): <list!($($parameter)*) as Parameters>::Values,
                ) -> impl Future<Output = Output> + Send {
                    $(let mut $parameter = Some($parameter);)*
                    ready(self($($parameter::argument(&mut $parameter)),*))
                }
            }

            impl<Function, Output, $($parameter),*> Takes<list!($($parameter)*)> for Found<Function>
            where
                Function: Fn($($parameter),*) -> Output,
            {
                type List = list!($($parameter)*);
                type Output = Output;
            }
        };
    }

    macro_rules! calls_up_to {
        () => { calls!(); };
        ($first:ident $($rest:ident)*) => {
            calls!($first $($rest)*);
            calls_up_to!($($rest)*);
        };
    }

    calls_up_to!(P1 P2 P3 P4 P5 P6 P7 P8 P9 P10 P11 P12 P13 P14 P15 P16);
}

/// What the attribute of a type says about its scope, and so about its constructors.
pub trait DeclaredScope<First, Component: ?Sized> {}

/// The scope of a component, stated or not.
pub trait OfAComponent {}

impl OfAComponent for Unstated {}
impl OfAComponent for Transient {}
impl OfAComponent for Singleton {}
impl<C> OfAComponent for InContext<C> {}

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
