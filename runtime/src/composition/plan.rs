//! How the instances of a listed component are made.

use std::boxed::Box;
use std::error::Error;
use std::future::Future;
use std::marker::PhantomData;

use super::call::{Calls, CallsWith};
use super::cell::Cell;
use super::error::ConstructionError;
use super::events;
use super::given::{MadeAnywhere, MadeIn};
use super::making::Pace;
use super::node::{Level, Node};
use super::outcome::Outcome;
use super::supply::{Provided, Supplied, SuppliedWith};
use crate::component::{Component, Descriptor};
use crate::guard::{ConstructorsStandHere, FactoryOf};
use crate::injection::{
    ByType, Chosen, Direct, Found, Given, InContext, Later, NoComponent, NothingGiven, Reported,
    Singleton, SomethingGiven, Takes, TakesGiven, Transient, Unstated,
};

/// A component that the composition `A` makes, at its place among all components, for which `Slot` stands.
pub trait Makes<A, Slot>: Sized + 'static {
    /// Where the instances live.
    type At: Level<A>;
    /// The place.
    const SLOT: usize;
    /// Whether the constructor, or one of a component that it needs, is `async`.
    type Pace: Pace;

    /// How an instance is made.
    fn plan() -> impl Plan<A, Self::At, Self>;

    /// Where the instance is kept, if it is shared.
    fn cell(_node: &Node<A, Self::At>) -> &Cell<Self> {
        unreachable!("a transient component is kept by whoever asks for it")
    }
}

/// How the instances of a component are made.
pub trait Plan<A, L: Level<A>, T>: Send + 'static {
    /// The slots of what the constructor asks for.
    const NEEDS: &'static [usize];
    /// The constructor is `async`.
    const ASYNCHRONOUS: bool;
    /// What it is called in errors.
    const NAME: &'static str;
    /// What is known about the component, if it is one.
    const DESCRIPTOR: Option<&'static Descriptor>;
    /// Its counters.
    #[cfg(feature = "metrics")]
    const USAGE: Option<&'static crate::usage::Usage>;

    /// Makes an instance of what the node sees, none of which waits.
    ///
    /// # Errors
    ///
    /// Its constructor, or that of a component that it needs, fails.
    fn make(self, node: &Node<A, L>) -> Result<T, ConstructionError>;

    /// The same of what may wait.
    fn make_later(
        self,
        node: &Node<A, L>,
    ) -> impl Future<Output = Result<T, ConstructionError>> + Send;
}

/// A component that the composition `A` makes of what a caller gives, at its place among all components.
pub trait MakesGiven<A, Slot>: Sized + 'static {
    /// Whose scopes it is made in.
    type At: Level<A>;
    /// What a caller gives.
    type Given: Given;
    /// The place.
    const SLOT: usize;
    /// Whether the constructor, or one of a component that it needs, is `async`.
    type Pace: Pace;

    /// How an instance is made.
    fn plan() -> impl GivenPlan<A, Self::At, Self, Self::Given>;
}

/// What a caller gives to have a `T` made.
pub type GivenOf<T> =
    <<ConstructorsFor<T> as ConstructorsStandHere>::Given as GivenToMake<T>>::Given;

/// The factory of a `T`, whatever its generic arguments are.
type ConstructorsFor<T> = <<T as Component>::Factory as FactoryOf<T>>::Constructors;

/// Whether a caller gives something, and what it is. Where nothing is given, that is for [`SuppliedWith`] to say.
pub trait GivenToMake<T> {
    /// The parameters.
    type Given: Given;
}

impl<T> GivenToMake<T> for NothingGiven {
    type Given = ();
}

impl<T: Component<Factory: TakesGiven<T>>> GivenToMake<T> for SomethingGiven {
    type Given = <T::Factory as TakesGiven<T>>::Given;
}

/// How the instances of a component are made of what a caller gives. See [`Plan`].
pub trait GivenPlan<A, L: Level<A>, T, G: Given>: Send + 'static {
    /// The slots of what else the constructor asks for.
    const NEEDS: &'static [usize];
    /// The constructor is `async`.
    const ASYNCHRONOUS: bool;
    /// What is known about the component.
    const DESCRIPTOR: &'static Descriptor;
    /// Its counters.
    #[cfg(feature = "metrics")]
    const USAGE: Option<&'static crate::usage::Usage>;

    /// Makes an instance, of what the node sees and what is given, none of which waits.
    ///
    /// # Errors
    ///
    /// Its constructor, or that of a component that it needs, fails.
    fn make(self, node: &Node<A, L>, given: G::Of<'_>) -> Result<T, ConstructionError>;

    /// The same of what may wait.
    fn make_later<'n>(
        self,
        node: &'n Node<A, L>,
        given: G::Of<'n>,
    ) -> impl Future<Output = Result<T, ConstructionError>> + Send;
}

/// What the attribute of a component says about its scope.
pub(super) type ScopeOf<T> = <<T as Component>::Factory as FactoryOf<T>>::Scope;

/// The parameters of the constructor of a `T` that stands in the section `S`.
type ParametersOf<S, T, P> = <ScopeOf<T> as ListedIn<S, T, P>>::Parameters;

/// What calls it.
type CallerOf<A, L, S, T, P> = <ParametersOf<S, T, P> as Supplied<A, L, T>>::Caller;

/// What calls it with what is given.
type CallerWith<A, L, S, T, P, G> = <ParametersOf<S, T, P> as SuppliedWith<A, L, T, G>>::Caller;

/// How a composition makes what it lists in the section `S`, by a constructor `F` with parameters `P`.
pub struct Wiring<S, P, Output, F> {
    constructor: F,
    marker: PhantomData<Types<S, P, Output>>,
}

/// No value of it is ever made.
type Types<S, P, Output> = fn() -> (S, P, Output);

/// The wiring of the constructor `C` of a `T`, a function `F`, which takes the types `Taken`, given in the ways `Ways`.
type WiringOf<A, L, S, T, Ways, Taken, C, F> = Wiring<
    S,
    <<C as Takes<Taken>>::List as Provided<A, L, T, Ways, <C as Takes<Taken>>::Reading>>::Parameters,
    <C as Takes<Taken>>::Output,
    F,
>;

/// The wiring of what a factory has: its constant for compositions, or its function `new`. That it holds is for [`Plan`]
/// to say.
pub fn wiring<A, L, S, T, Constant, New, Kind, Taken, Ways>(
    constant: Constant,
    new: New,
) -> WiringOf<A, L, S, T, Ways, Taken, Constant::Constructor, Constant::Function>
where
    Constant: Chosen<New, Kind, Constructor: Takes<Taken>>,
    <Constant::Constructor as Takes<Taken>>::List:
        Provided<A, L, T, Ways, <Constant::Constructor as Takes<Taken>>::Reading>,
{
    Wiring {
        constructor: constant.chosen(new),
        marker: PhantomData,
    }
}

/// What came of a call. A macro: a function would be compiled for each component.
macro_rules! outcome {
    ($name:expr, $returned:expr) => {
        match $returned {
            Ok(returned) => match returned.outcome() {
                Ok(instance) => {
                    events::made($name);
                    Ok(instance)
                }
                Err(error) => Err(failed($name, error)),
            },
            Err(error) => Err(error.needed_by($name)),
        }
    };
}

impl<A, L, S, T, P, Output, F> Plan<A, L, T> for Wiring<S, P, Output, F>
where
    A: 'static,
    L: Level<A>,
    S: 'static,
    T: Component + 'static,
    ScopeOf<T>: ListedIn<S, T, P, Parameters: Supplied<A, L, T, Caller: Calls<A, L, F, Output>>>,
    P: 'static,
    F: Send + 'static,
    Output: Outcome<T> + 'static,
{
    const NEEDS: &'static [usize] = CallerOf::<A, L, S, T, P>::NEEDS;
    const ASYNCHRONOUS: bool = CallerOf::<A, L, S, T, P>::ASYNCHRONOUS;
    const NAME: &'static str = T::DESCRIPTOR.name;
    const DESCRIPTOR: Option<&'static Descriptor> = Some(T::DESCRIPTOR);
    #[cfg(feature = "metrics")]
    const USAGE: Option<&'static crate::usage::Usage> = T::USAGE;

    fn make(self, node: &Node<A, L>) -> Result<T, ConstructionError> {
        let returned = CallerOf::<A, L, S, T, P>::call(self.constructor, node);
        outcome!(<Self as Plan<A, L, T>>::NAME, returned)
    }

    async fn make_later(self, node: &Node<A, L>) -> Result<T, ConstructionError> {
        let returned = CallerOf::<A, L, S, T, P>::call_later(self.constructor, node).await;
        outcome!(<Self as Plan<A, L, T>>::NAME, returned)
    }
}

impl<A, L, S, T, P, Output, F, G> GivenPlan<A, L, T, G> for Wiring<S, P, Output, F>
where
    G: Given,
    A: 'static,
    L: Level<A>,
    S: 'static,
    T: Component + 'static,
    ScopeOf<T>: ListedIn<
            S,
            T,
            P,
            Parameters: SuppliedWith<A, L, T, G, Caller: CallsWith<A, L, F, Output, G>>,
        >,
    P: 'static,
    F: Send + 'static,
    Output: Outcome<T> + 'static,
{
    const NEEDS: &'static [usize] = CallerWith::<A, L, S, T, P, G>::NEEDS;
    const ASYNCHRONOUS: bool = CallerWith::<A, L, S, T, P, G>::ASYNCHRONOUS;
    const DESCRIPTOR: &'static Descriptor = T::DESCRIPTOR;
    #[cfg(feature = "metrics")]
    const USAGE: Option<&'static crate::usage::Usage> = T::USAGE;

    fn make(self, node: &Node<A, L>, given: G::Of<'_>) -> Result<T, ConstructionError> {
        let returned = CallerWith::<A, L, S, T, P, G>::call(self.constructor, node, given);
        outcome!(T::DESCRIPTOR.name, returned)
    }

    async fn make_later<'n>(
        self,
        node: &'n Node<A, L>,
        given: G::Of<'n>,
    ) -> Result<T, ConstructionError> {
        let returned =
            CallerWith::<A, L, S, T, P, G>::call_later(self.constructor, node, given).await;
        outcome!(T::DESCRIPTOR.name, returned)
    }
}

/// What a function makes is called.
pub trait Named {
    /// Its type, as it is listed.
    const NAME: &'static str;
}

/// How a composition makes what is no component: by a function `F` with parameters `P`.
pub struct Called<Name, P, Output, F> {
    function: F,
    marker: PhantomData<Types<Name, P, Output>>,
}

/// What a function `F` returns that takes the types `Taken`.
type ReturnedBy<F, Taken> = <Found<F> as Takes<Taken>>::Output;

/// How the function `F` is called to make a `T`, of the types `Taken`, given in the ways `Ways`.
type CalledAs<A, L, T, Name, F, Taken, Ways, Kind> = Called<
    Name,
    <<Found<F> as Takes<Taken>>::List as Provided<A, L, T, Ways, ByType>>::Parameters,
    <ReturnedBy<F, Taken> as Returned<T, Kind>>::Output,
    <ReturnedBy<F, Taken> as Returned<T, Kind>>::Function<F>,
>;

/// The function of what is no component. That it can be called is for [`Plan`] to say.
///
/// Its types are not generic arguments, so that what is wrong with the function is shown where that stands.
pub fn called<A, L, T, Name, F, Taken, Ways, Kind>(
    _types: PhantomData<(A, L, T, Name)>,
    function: F,
) -> CalledAs<A, L, T, Name, F, Taken, Ways, Kind>
where
    Found<F>: Takes<Taken, Output: Returned<T, Kind>>,
    <Found<F> as Takes<Taken>>::List: Provided<A, L, T, Ways, ByType>,
{
    Called {
        function: <ReturnedBy<F, Taken> as Returned<T, Kind>>::function(function),
        marker: PhantomData,
    }
}

/// What a function returns that makes a `T`. `Kind` is what the compiler tells the two kinds apart by.
#[ssot_macros::__diagnostic(UnusableResult)]
pub trait Returned<T, Kind> {
    /// The result, once it is there.
    type Output;
    /// The function, by how it is called.
    type Function<F>;

    /// The function.
    fn function<F>(function: F) -> Self::Function<F>;
}

impl<T, O: Outcome<T>> Returned<T, ()> for O {
    type Output = O;
    type Function<F> = Direct<F>;

    fn function<F>(function: F) -> Direct<F> {
        Direct(function)
    }
}

impl<T, O: Future<Output: Outcome<T>>> Returned<T, (O,)> for O {
    type Output = O::Output;
    type Function<F> = Later<F>;

    fn function<F>(function: F) -> Later<F> {
        Later(function)
    }
}

impl<A, L, T, N, P, Output, F> Plan<A, L, T> for Called<N, P, Output, F>
where
    A: 'static,
    L: Level<A>,
    T: 'static,
    N: Named + 'static,
    P: Supplied<A, L, T, Caller: Calls<A, L, F, Output>> + 'static,
    F: Send + 'static,
    Output: Outcome<T> + 'static,
{
    const NEEDS: &'static [usize] = P::Caller::NEEDS;
    const ASYNCHRONOUS: bool = P::Caller::ASYNCHRONOUS;
    const NAME: &'static str = N::NAME;
    const DESCRIPTOR: Option<&'static Descriptor> = None;
    #[cfg(feature = "metrics")]
    const USAGE: Option<&'static crate::usage::Usage> = None;

    fn make(self, node: &Node<A, L>) -> Result<T, ConstructionError> {
        outcome!(N::NAME, P::Caller::call(self.function, node))
    }

    async fn make_later(self, node: &Node<A, L>) -> Result<T, ConstructionError> {
        outcome!(N::NAME, P::Caller::call_later(self.function, node).await)
    }
}

/// The error of a constructor, of which whoever watches is told.
#[cold]
fn failed(name: &'static str, error: Box<dyn Error + Send + Sync>) -> ConstructionError {
    events::failed(name, &*error);
    ConstructionError::new(name, error)
}

/// The section of what the whole application shares.
pub struct Singletons(());

/// The section of what nobody shares.
pub struct Transients(());

/// A component that declares this scope may be listed in the section `Section`.
pub trait ListedIn<Section, Component, P> {
    /// `P`; or [`Reported`], where the compiler refuses the entry for another reason.
    type Parameters;
}

macro_rules! sections {
    ($($(#[$text:meta])* $lists:ident, $section:ty, $scope:ty, [$($context:ident)?];)*) => {$(
        /// The section is the one for a scope.
        $(#[$text])*
        pub trait $lists<$($context,)? Component, P> {
            /// `P`.
            type Parameters;
        }

        impl<$($context,)? Component, P> $lists<$($context,)? Component, P> for $section {
            type Parameters = P;
        }

        impl<S: $lists<$($context,)? T, P>, $($context,)? T, P> ListedIn<S, T, P> for $scope {
            type Parameters = S::Parameters;
        }
    )*};
}

sections! {
    #[ssot_macros::__diagnostic(AnotherScope, Scope = "singleton")]
    ListsSingletons, Singletons, Singleton, [];
    #[ssot_macros::__diagnostic(AnotherScope, Scope = "transient")]
    ListsTransients, Transients, Transient, [];
    #[ssot_macros::__diagnostic(AnotherScope, Scope = "context({Context})")]
    ListsOf, InContext<Context>, InContext<Context>, [Context];
}

impl<T, P> ListsTransients<T, P> for MadeAnywhere {
    type Parameters = P;
}

impl<C, T, P> ListsTransients<T, P> for MadeIn<C> {
    type Parameters = P;
}

impl<C, T, P> ListsOf<C, T, P> for MadeIn<C> {
    type Parameters = P;
}

impl<S, T, P> ListedIn<S, T, P> for Unstated {
    type Parameters = P;
}

impl<S, T, P> ListedIn<S, T, P> for NoComponent {
    type Parameters = Reported;
}
