//! The constructor that a composition calls, as its factory names it.
//!
//! All of this is there without the standard library and without the composition, since a crate
//! that declares components does not know who composes them.

use core::marker::PhantomData;

use crate::context::Scope;

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
pub struct ByValue<T>(PhantomData<T>);

/// A parameter that the constructor takes by reference.
pub struct ByReference<T: ?Sized>(PhantomData<T>);

/// The constructor that compositions call is the function `new` of the factory.
pub struct FoundByName(());

/// It is a constant of the factory, and a composition has all that it takes.
pub struct FoundByConstant(());

/// It is a constant of the factory, and a caller gives some of what it takes.
pub struct SomethingGiven(());

/// Stands for the parameters where no constructor is marked and there are several.
pub struct Unmarked(());

/// Stands for the parameters of a constructor that no composition can call.
pub struct Unsuitable(());

/// Stands for the parameters of a constructor that was refused for another reason.
pub struct Reported(());

#[cfg(feature = "composition")]
pub(crate) use call::{AsTold, ByType, Chosen, Found, Given, Parameter, Takes};
#[cfg(feature = "composition")]
pub use call::{
    ByName, ByPointer, Direct, Held, Invisible, Later, NoConstructor, Parameters, Values, Waiting,
    WithGiven,
};

#[cfg(feature = "composition")]
mod call {
    use core::marker::PhantomData;
    use std::future::Future;
    use std::sync::Arc;

    use super::{
        ByReference, ByValue, FoundByConstant, FoundByName, Injected, Reported, Unmarked,
        Unsuitable,
    };

    /// A parameter that the constructor takes as an `Arc`.
    pub struct ByPointer<T: ?Sized>(PhantomData<T>);

    /// A parameter: what stands for it until the constructor is called, and what the constructor gets.
    pub trait Parameter {
        /// What is supplied.
        type Value;
        /// What keeps it while the constructor runs.
        type Kept;
        /// Where it is not kept yet: a constant, since a function would be compiled for each type.
        const NOT_KEPT: Self::Kept;
        /// The argument.
        type Argument<'a>;

        /// The argument, of what was supplied.
        fn argument(value: Self::Value, kept: &mut Self::Kept) -> Self::Argument<'_>;
    }

    impl<T> Parameter for ByValue<T> {
        type Value = T;
        type Kept = ();
        const NOT_KEPT: () = ();
        type Argument<'a> = T;

        fn argument(value: T, _kept: &mut ()) -> T {
            value
        }
    }

    impl<T: ?Sized + 'static> Parameter for ByPointer<T> {
        type Value = Arc<T>;
        type Kept = ();
        const NOT_KEPT: () = ();
        type Argument<'a> = Arc<T>;

        fn argument(value: Arc<T>, _kept: &mut ()) -> Arc<T> {
            value
        }
    }

    impl<T: ?Sized + 'static> Parameter for ByReference<T> {
        type Value = Arc<T>;
        type Kept = Option<Arc<T>>;
        const NOT_KEPT: Option<Arc<T>> = None;
        type Argument<'a> = &'a T;

        fn argument(value: Arc<T>, kept: &mut Option<Arc<T>>) -> &T {
            kept.insert(value)
        }
    }

    /// The parameters of a constructor: a tuple, or what says why there are none.
    pub trait Parameters {
        /// What is supplied for them.
        type Values;
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

    /// The parameters of a constructor, of which a caller gives some: `P` are the others, and `G` those.
    pub struct WithGiven<P, G>(PhantomData<(P, G)>);

    impl<P: Parameters, G: Parameters> Parameters for WithGiven<P, G> {
        type Values = (P::Values, G::Values);
    }

    /// The parameters that a caller gives: a tuple.
    pub trait Given: Parameters {
        /// What the caller writes.
        type Of<'g>: Send;
    }

    /// A parameter that a caller gives.
    pub trait GivenParameter: Parameter {
        /// What the caller writes.
        type Of<'g>: Send;
    }

    impl<T: Send + 'static> GivenParameter for ByValue<T> {
        type Of<'g> = T;
    }

    impl<T: ?Sized + Sync + 'static> GivenParameter for ByReference<T> {
        type Of<'g> = &'g T;
    }

    /// What holds the value of a parameter that is taken by reference.
    pub type Held<T> = Arc<T>;

    /// The values of the parameters `P` of an `async` constructor.
    pub struct Values<P, V> {
        /// The values.
        pub values: V,
        marker: PhantomData<fn() -> P>,
    }

    impl<P, V> Values<P, V> {
        pub(crate) const fn new(values: V) -> Self {
            Self {
                values,
                marker: PhantomData,
            }
        }
    }

    /// Stands for the constructor where there is none.
    #[derive(Clone, Copy)]
    pub struct NoConstructor;

    /// What a composition finds where a factory has neither a constant for it nor a function `new` that it can see: of
    /// two of a name, the compiler takes the type's own.
    pub trait ByName {
        /// The constructor is the function `new`.
        const INJECTED_CONSTRUCTOR: FoundByName = FoundByName(());

        /// There is none.
        #[must_use]
        fn new() -> Invisible<Self> {
            Invisible(PhantomData)
        }
    }

    impl<Factory: ?Sized> ByName for Factory {}

    /// What is returned where no constructor of the factory is visible.
    pub struct Invisible<Factory: ?Sized>(PhantomData<Factory>);

    /// A constructor that was found by its name.
    pub struct Found<F>(PhantomData<F>);

    /// A constructor that is not `async`, as it is called.
    pub struct Direct<F>(pub(crate) F);

    /// A function that is `async`, as it is called.
    pub struct Later<F>(pub(crate) F);

    /// A constructor that is `async`: a function of its values.
    pub struct Waiting<List, F> {
        pub(crate) function: F,
        marker: PhantomData<fn() -> List>,
    }

    /// What stands under the name of the constant: the constructor, or that it is the function `New`.
    pub trait Chosen<New, Kind> {
        /// The constructor, by what it takes.
        type Constructor;
        /// The constructor, by how it is called.
        type Function;
        /// [`FoundByName`] or [`FoundByConstant`].
        type Place;

        /// The constructor.
        fn chosen(self, new: New) -> Self::Function;
    }

    impl<New> Chosen<New, ()> for FoundByName {
        type Constructor = Found<New>;
        type Function = Direct<New>;
        type Place = Self;

        fn chosen(self, new: New) -> Direct<New> {
            Direct(new)
        }
    }

    impl<P, Output, F, New> Chosen<New, ()> for Injected<P, Output, F> {
        type Constructor = Self;
        type Function = Direct<F>;
        type Place = FoundByConstant;

        fn chosen(self, _new: New) -> Direct<F> {
            Direct(self.function)
        }
    }

    impl<F, New, List, V, Construction> Chosen<New, Values<List, V>> for F
    where
        F: FnOnce(Values<List, V>) -> Construction,
    {
        type Constructor = Waiting<List, F>;
        type Function = Waiting<List, F>;
        type Place = FoundByConstant;

        fn chosen(self, _new: New) -> Waiting<List, F> {
            Waiting {
                function: self,
                marker: PhantomData,
            }
        }
    }

    /// A constructor, by what it takes and returns. `Kind` is what the compiler tells the kinds apart by.
    pub trait Takes<Kind> {
        /// What it takes, a tuple; or what says why that is not known.
        type List;
        /// How to read that: [`ByType`] or [`AsTold`].
        type Reading;
        /// What it returns.
        type Output;
    }

    /// The list has the types of the parameters.
    pub struct ByType(());

    /// The list has what the attribute of the constructor made of the parameters.
    pub struct AsTold(());

    impl<P, Output, F> Takes<()> for Injected<P, Output, F> {
        type List = P;
        type Reading = AsTold;
        type Output = Output;
    }

    impl<List, F, V, Construction: Future> Takes<Values<List, V>> for Waiting<List, F>
    where
        F: FnOnce(Values<List, V>) -> Construction,
    {
        type List = List;
        type Reading = AsTold;
        type Output = Construction::Output;
    }

    macro_rules! taken {
        ($($parameter:ident)*) => {
            impl<$($parameter: Parameter),*> Parameters for ($($parameter,)*) {
                type Values = ($($parameter::Value,)*);
            }

            impl<$($parameter: GivenParameter),*> Given for ($($parameter,)*) {
                type Of<'g> = ($($parameter::Of<'g>,)*);
            }

            impl<Function, Output, $($parameter),*> Takes<($($parameter,)*)> for Found<Function>
            where
                Function: Fn($($parameter),*) -> Output,
            {
                type List = ($($parameter,)*);
                type Reading = ByType;
                type Output = Output;
            }
        };
    }

    macro_rules! taken_up_to {
        () => { taken!(); };
        ($first:ident $($rest:ident)*) => {
            taken!($first $($rest)*);
            taken_up_to!($($rest)*);
        };
    }

    taken_up_to!(P1 P2 P3 P4 P5 P6 P7 P8 P9 P10 P11 P12 P13 P14 P15 P16);
}

/// What the attribute of a type says about its scope, and so about its constructors.
///
/// # Safety
///
/// All implementations stand here.
pub unsafe trait DeclaredScope<First, Component: ?Sized> {}

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

unsafe impl<First, Component: ?Sized> DeclaredScope<First, Component> for Unstated {}

unsafe impl<First, Component: ?Sized> DeclaredScope<First, Component> for NoComponent {}

unsafe impl<First, Component: ?Sized> DeclaredScope<First, Component> for Transient {}

unsafe impl<First, Component: ?Sized> DeclaredScope<First, Component> for Singleton {}

unsafe impl<C, First, Component: ?Sized> DeclaredScope<First, Component> for InContext<C> where
    First: FirstParameter<Component, C>
{
}

/// The first parameter of a constructor of `Component` is the scope of the component's context.
///
/// # Safety
///
/// There is one implementation.
#[ssot_macros::__diagnostic(ConstructorWithoutScope)]
pub unsafe trait FirstParameter<Component: ?Sized, Context> {}

unsafe impl<C, Component: ?Sized> FirstParameter<Component, C> for &Scope<C> {}
