//! The plans of a composition: a constructor of a factory, or a function, with how it is called.

use std::boxed::Box;
use std::error::Error;
use std::future::Future;
use std::marker::PhantomData;

use super::call::{Calls, CallsWith};
use super::error::ConstructionError;
use super::events;
use super::given::InjectedOf;
use super::makes::{GivenPlan, Plan};
use super::node::{Level, Node};
use super::outcome::{Outcome, VisibleAt};
use super::sections::{ListedIn, ScopeOf};
use super::supply::{Provided, Supplied, SuppliedWith};
use crate::component::{Component, Descriptor};
use crate::injection::{ByType, Chosen, Direct, Found, Given, Later, Takes};

/// The parameters `P` of what makes a `T` that declares this `Scope` and stands in the section `S`.
type ParametersOf<S, Scope, T, P> = <Scope as ListedIn<S, T, P>>::Parameters;

/// What calls a function.
type CallerFor<A, L, S, Scope, T, P> = <ParametersOf<S, Scope, T, P> as Supplied<A, L, T>>::Caller;

/// What calls a constructor.
type CallerOf<A, L, S, T, P> = CallerFor<A, L, S, ScopeOf<T>, T, P>;

/// What calls it with what is given.
type CallerWith<A, L, S, T, P, G> =
    <ParametersOf<S, ScopeOf<T>, T, P> as SuppliedWith<A, L, T, G>>::Caller;

/// How a composition makes what it lists in the section `S`, by a constructor `F` with parameters `P`.
pub struct Wiring<S, P, Output, F> {
    constructor: F,
    marker: PhantomData<Types<S, P, Output>>,
}

/// No value of it is ever made.
type Types<S, P, Output> = fn() -> (S, P, Output);

/// The wiring of the constructor `C` of a `T`, a function `F`, which takes the types `Taken`, given in the ways `Ways`.
///
/// It is known by way of the factory: if `T` is not a component, it has none, and the compiler does not know the wiring either.
/// Otherwise it would ask whether that is a [`Plan`] of a `T`, and in an incremental build report the same thing again.
type WiringOf<A, L, S, T, Ways, Taken, C, F> = <<T as Component>::Factory as WiredBy<
    Wiring<
        S,
        <<C as Takes<Taken>>::List as Provided<A, L, T, Ways, <C as Takes<Taken>>::Reading>>::Parameters,
        <C as Takes<Taken>>::Output,
        F,
    >,
>>::Wiring;

/// A factory makes its component by the wiring `W`.
pub trait WiredBy<W> {
    /// `W`.
    type Wiring;
}

impl<Factory: ?Sized, W> WiredBy<W> for Factory {
    type Wiring = W;
}

/// The wiring of what a factory has: its constant for compositions, or its function `new`. That it holds is for [`Plan`]
/// to say.
pub fn wiring<A, L, S, T, Constant, New, Kind, Taken, Ways>(
    constant: Constant,
    new: New,
) -> WiringOf<A, L, S, T, Ways, Taken, Constant::Constructor, Constant::Function>
where
    T: Component,
    Constant: Chosen<New, Kind, Constructor: Takes<Taken>>,
    InjectedOf<T>: VisibleAt<Constant::Place, T>,
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

/// How a composition makes what it lists in the section `S`, and what declares this `Scope` if it is a component, by a
/// function `F` with parameters `P`.
pub struct Called<Name, S, Scope, P, Output, F> {
    function: F,
    marker: PhantomData<Types<(Name, S, Scope), P, Output>>,
}

/// What a function `F` returns that takes the types `Taken`.
type ReturnedBy<F, Taken> = <Found<F> as Takes<Taken>>::Output;

/// How the function `F` is called to make a `T`, of the types `Taken`, given in the ways `Ways`.
type CalledAs<A, L, S, T, Name, Scope, F, Taken, Ways, Kind> = Called<
    Name,
    S,
    Scope,
    <<Found<F> as Takes<Taken>>::List as Provided<A, L, T, Ways, ByType>>::Parameters,
    <ReturnedBy<F, Taken> as Returned<T, Kind>>::Output,
    <ReturnedBy<F, Taken> as Returned<T, Kind>>::Function<F>,
>;

/// The function that makes a `T`, with the scope that this declares. That it can be called is for [`Plan`] to say.
///
/// Its types are not generic arguments, so that what is wrong with the function is shown where that stands.
pub fn called<A, L, S, T, Name, Scope, F, Taken, Ways, Kind>(
    _types: PhantomData<(A, L, S, T, Name)>,
    _declared: PhantomData<Scope>,
    function: F,
) -> CalledAs<A, L, S, T, Name, Scope, F, Taken, Ways, Kind>
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

impl<A, L, S, Scope, T, N, P, Output, F> Plan<A, L, T> for Called<N, S, Scope, P, Output, F>
where
    A: 'static,
    L: Level<A>,
    S: 'static,
    Scope:
        ListedIn<S, T, P, Parameters: Supplied<A, L, T, Caller: Calls<A, L, F, Output>>> + 'static,
    T: 'static,
    N: Named + 'static,
    P: 'static,
    F: Send + 'static,
    Output: Outcome<T> + 'static,
{
    const NEEDS: &'static [usize] = CallerFor::<A, L, S, Scope, T, P>::NEEDS;
    const ASYNCHRONOUS: bool = CallerFor::<A, L, S, Scope, T, P>::ASYNCHRONOUS;
    const NAME: &'static str = N::NAME;
    const DESCRIPTOR: Option<&'static Descriptor> = None;
    #[cfg(feature = "metrics")]
    const USAGE: Option<&'static crate::usage::Usage> = None;

    fn make(self, node: &Node<A, L>) -> Result<T, ConstructionError> {
        let returned = CallerFor::<A, L, S, Scope, T, P>::call(self.function, node);
        outcome!(N::NAME, returned)
    }

    async fn make_later(self, node: &Node<A, L>) -> Result<T, ConstructionError> {
        let returned = CallerFor::<A, L, S, Scope, T, P>::call_later(self.function, node).await;
        outcome!(N::NAME, returned)
    }
}

/// The error of a constructor, of which whoever watches is told.
#[cold]
fn failed(name: &'static str, error: Box<dyn Error + Send + Sync>) -> ConstructionError {
    events::failed(name, &*error);
    ConstructionError::new(name, error)
}
