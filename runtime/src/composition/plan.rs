//! How the instances of a listed component are made.

use std::boxed::Box;
use std::error::Error;
use std::future::Future;
use std::marker::PhantomData;

use super::cell::Cell;
use super::error::ConstructionError;
use super::events;
use super::listing::Has;
use super::making::Pace;
use super::node::{Level, Node};
use super::outcome::Outcome;
use super::supply::{Provided, SuppliedBy};
use crate::component::{Component, Descriptor};
use crate::guard::FactoryOf;
use crate::injection::{
    Chosen, InContext, NoComponent, Parameters, Reported, Singleton, Takes, Transient, Unstated,
};

/// A component that the composition `A` makes, at its place among all components, for which `Slot` stands.
pub trait Makes<A, Slot>: Has<A> + Sized + 'static {
    /// The place.
    const SLOT: usize;
    /// Whether the constructor, or one of a component that it needs, is `async`.
    type Pace: Pace;

    /// How an instance is made.
    fn plan() -> impl Plan<Self, At = Self::At>;

    /// Where the instance is kept, if it is shared.
    fn cell(_node: &Node<Self::At>) -> &Cell<Self> {
        unreachable!("a transient component is kept by whoever asks for it")
    }
}

/// How the instances of a component are made.
pub trait Plan<T>: Send + 'static {
    /// Where the instances live.
    type At: Level;
    /// The slots of what the constructor asks for.
    const NEEDS: &'static [usize];
    /// The constructor is `async`.
    const ASYNCHRONOUS: bool;
    /// What is known about the component.
    const DESCRIPTOR: &'static Descriptor;
    /// Its counters.
    #[cfg(feature = "metrics")]
    const USAGE: Option<&'static crate::usage::Usage>;

    /// Makes an instance of what the node sees, none of which waits.
    ///
    /// # Errors
    ///
    /// Its constructor, or that of a component that it needs, fails.
    fn make(self, node: &Node<Self::At>) -> Result<T, ConstructionError>;

    /// The same of what may wait.
    fn make_later(
        self,
        node: &Node<Self::At>,
    ) -> impl Future<Output = Result<T, ConstructionError>> + Send;
}

/// What the attribute of a component says about its scope.
type ScopeOf<T> = <<T as Component>::Factory as FactoryOf<T>>::Scope;

/// How the composition `A` makes a `T` that it lists in the section `S` of the level `L`, by a
/// constructor `F` with parameters `P`.
pub struct Wiring<A, L, S, T, P, Output, F> {
    constructor: F,
    marker: PhantomData<Types<A, L, S, T, P, Output>>,
}

/// No value of it is ever made.
type Types<A, L, S, T, P, Output> = fn() -> (A, L, S, T, P, Output);

/// The wiring of the constructor `C`, a function `F`, which takes the types `Taken`, given in the ways `Ways`.
type WiringOf<A, L, S, T, Ways, Taken, C, F> = Wiring<
    A,
    L,
    S,
    T,
    <<C as Takes<Taken>>::List as Provided<A, T, Ways, <C as Takes<Taken>>::Reading>>::Parameters,
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
        Provided<A, T, Ways, <Constant::Constructor as Takes<Taken>>::Reading>,
{
    Wiring {
        constructor: constant.chosen(new),
        marker: PhantomData,
    }
}

impl<A, L, S, T, P, Output, F> Plan<T> for Wiring<A, L, S, T, P, Output, F>
where
    A: 'static,
    L: Level,
    S: 'static,
    T: Component + 'static,
    ScopeOf<T>: ListedIn<A, L, S, T, P, F, Output>,
    P: Parameters + 'static,
    F: Send + 'static,
    Output: Outcome<T> + 'static,
{
    type At = L;
    const NEEDS: &'static [usize] =
        <ScopeOf<T> as ListedIn<A, L, S, T, P, F, Output>>::Parameters::NEEDS;
    const ASYNCHRONOUS: bool =
        <ScopeOf<T> as ListedIn<A, L, S, T, P, F, Output>>::Parameters::ASYNCHRONOUS;
    const DESCRIPTOR: &'static Descriptor =
        <ScopeOf<T> as ListedIn<A, L, S, T, P, F, Output>>::DESCRIPTOR;
    #[cfg(feature = "metrics")]
    const USAGE: Option<&'static crate::usage::Usage> = T::USAGE;

    fn make(self, node: &Node<L>) -> Result<T, ConstructionError> {
        let name = Self::DESCRIPTOR.name;
        match <ScopeOf<T> as ListedIn<A, L, S, T, P, F, Output>>::Parameters::call(
            self.constructor,
            node,
        ) {
            Ok(returned) => match returned.outcome() {
                Ok(instance) => {
                    events::made(name);
                    Ok(instance)
                }
                Err(error) => Err(failed(name, error)),
            },
            Err(error) => Err(error.needed_by(name)),
        }
    }

    async fn make_later(self, node: &Node<L>) -> Result<T, ConstructionError> {
        let name = Self::DESCRIPTOR.name;
        let called = <ScopeOf<T> as ListedIn<A, L, S, T, P, F, Output>>::Parameters::call_later(
            self.constructor,
            node,
        );
        match called.await {
            Ok(returned) => match returned.outcome() {
                Ok(instance) => {
                    events::made(name);
                    Ok(instance)
                }
                Err(error) => Err(failed(name, error)),
            },
            Err(error) => Err(error.needed_by(name)),
        }
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

/// A component that declares this scope may be listed in the section `Section`, and its constructor `F` gets what it needs.
#[ssot_macros::__diagnostic(AnotherScope)]
pub trait ListedIn<A, L: Level, Section, Component, P, F, Output> {
    /// What is known about the component.
    const DESCRIPTOR: &'static Descriptor;
    /// `P`; or [`Reported`], where the compiler refuses the entry for another reason.
    type Parameters: SuppliedBy<A, L, Component, F, Output>;
}

macro_rules! listed {
    ($($scope:ty, $section:ty, [$($parameter:ident)?];)*) => {$(
        impl<A, L: Level, T, P, F, Output, $($parameter)?> ListedIn<A, L, $section, T, P, F, Output> for $scope
        where
            P: SuppliedBy<A, L, T, F, Output>,
            T: Component,
        {
            const DESCRIPTOR: &'static Descriptor = T::DESCRIPTOR;
            type Parameters = P;
        }
    )*};
}

listed! {
    Unstated, S, [S];
    Transient, Transients, [];
    Singleton, Singletons, [];
    InContext<C>, InContext<C>, [C];
}

impl<A, L: Level, S, T: Component, P, F, Output> ListedIn<A, L, S, T, P, F, Output>
    for NoComponent
{
    const DESCRIPTOR: &'static Descriptor = T::DESCRIPTOR;
    type Parameters = Reported;
}
