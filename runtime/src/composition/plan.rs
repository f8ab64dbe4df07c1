//! How the instances of a listed component are made.

use std::future::Future;
use std::marker::PhantomData;

use super::cell::Cell;
use super::error::ConstructionError;
use super::events;
use super::graph::Needs;
use super::node::{Level, Node};
use super::outcome::Outcome;
use super::supply::{Provided, SuppliesAll};
use crate::component::{Component, Descriptor};
use crate::guard::FactoryOf;
use crate::injection::{
    Chosen, Constructor, InContext, NoComponent, Parameters, Singleton, Takes, Transient, Unstated,
};

/// A component's place in a composition.
pub trait Slot<const I: usize, T: 'static>: Sized {
    /// Where the instances live.
    type At: Level;
    /// The constructor, or one of a component that it needs, is `async`.
    const ASYNCHRONOUS: bool;

    /// How an instance is made.
    fn plan() -> impl Plan<T, At = Self::At>;

    /// Where the instance is kept, if it is shared.
    fn cell(node: &Node<Self::At>) -> Option<&Cell<T>>;
}

/// How the instances of a component are made.
pub trait Plan<T>: Send + 'static {
    /// Where the instances live.
    type At: Level;
    /// What the constructor asks for.
    const NEEDS: Needs;
    /// The constructor is `async`.
    const ASYNCHRONOUS: bool;
    /// What is known about the component.
    const DESCRIPTOR: &'static Descriptor;
    /// Its counters.
    #[cfg(feature = "metrics")]
    const USAGE: Option<&'static crate::usage::Usage>;

    /// Makes an instance of what the node sees.
    fn make(
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

/// The wiring of the constructor `C`, which takes the types `Taken`, given in the ways `Ways`.
type WiringOf<A, L, S, T, Ways, Taken, C> = Wiring<
    A,
    L,
    S,
    T,
    <<C as Takes<Taken>>::List as Provided<A, T, Ways>>::Parameters,
    <C as Takes<Taken>>::Output,
    C,
>;

/// The wiring of what a factory has: its constant for compositions, or its function `new`. That it holds is for [`Plan`]
/// to say.
pub fn wiring<A, L, S, T, Constant, New, Kind, Taken, Ways>(
    constant: Constant,
    new: New,
) -> WiringOf<A, L, S, T, Ways, Taken, Constant::Constructor>
where
    Constant: Chosen<New, Kind, Constructor: Takes<Taken, List: Provided<A, T, Ways>>>,
{
    Wiring {
        constructor: constant.chosen(new),
        marker: PhantomData,
    }
}

impl<A, L, S, T, P, F, Output> Plan<T> for Wiring<A, L, S, T, P, Output, F>
where
    A: 'static,
    L: Level,
    S: 'static,
    T: Component + Send + 'static,
    ScopeOf<T>: ListedIn<A, L, S, T, P>,
    P: Parameters<Values: Send> + 'static,
    F: Constructor<P, Output> + Send + 'static,
    Output: Outcome<T> + 'static,
{
    type At = L;
    const NEEDS: Needs = <ScopeOf<T> as ListedIn<A, L, S, T, P>>::NEEDS;
    const ASYNCHRONOUS: bool = <F as Constructor<P, Output>>::ASYNCHRONOUS;
    const DESCRIPTOR: &'static Descriptor = <ScopeOf<T> as ListedIn<A, L, S, T, P>>::DESCRIPTOR;
    #[cfg(feature = "metrics")]
    const USAGE: Option<&'static crate::usage::Usage> = T::USAGE;

    async fn make(self, node: &Node<L>) -> Result<T, ConstructionError> {
        let name = Self::DESCRIPTOR.name;
        let values = <ScopeOf<T> as ListedIn<A, L, S, T, P>>::supply(node).await;
        let values = values.map_err(|error| error.needed_by(name))?;
        match self.constructor.construct(values).await.outcome() {
            Ok(instance) => {
                events::made(name);
                Ok(instance)
            }
            Err(error) => {
                events::failed(name, &*error);
                Err(ConstructionError::new(name, error))
            }
        }
    }
}

/// The section of what the whole application shares.
pub struct Singletons(());

/// The section of what nobody shares.
pub struct Transients(());

/// A component that declares this scope may be listed in the section `S`, and gets what it needs.
#[ssot_macros::__diagnostic(AnotherScope)]
pub trait ListedIn<A, L: Level, Section, Component, P: Parameters> {
    /// What is known about the component.
    const DESCRIPTOR: &'static Descriptor;
    /// What the constructor asks for.
    const NEEDS: Needs;

    /// The values of the parameters.
    fn supply(node: &Node<L>) -> impl Future<Output = Result<P::Values, ConstructionError>> + Send;
}

macro_rules! listed {
    ($($scope:ty, $section:ty, [$($parameter:ident)?];)*) => {$(
        impl<A, L: Level, T, P: Parameters, $($parameter)?> ListedIn<A, L, $section, T, P> for $scope
        where
            A: SuppliesAll<L, P, T>,
            T: Component,
        {
            const DESCRIPTOR: &'static Descriptor = T::DESCRIPTOR;
            const NEEDS: Needs = <A as SuppliesAll<L, P, T>>::NEEDS;

            #[inline]
            fn supply(
                node: &Node<L>,
            ) -> impl Future<Output = Result<P::Values, ConstructionError>> + Send {
                <A as SuppliesAll<L, P, T>>::supply_all(node)
            }
        }
    )*};
}

listed! {
    Unstated, S, [S];
    Transient, Transients, [];
    Singleton, Singletons, [];
    InContext<C>, InContext<C>, [C];
}

impl<A, L: Level, S, T: Component, P: Parameters> ListedIn<A, L, S, T, P> for NoComponent {
    const DESCRIPTOR: &'static Descriptor = T::DESCRIPTOR;
    const NEEDS: Needs = Needs::Nothing;

    fn supply(
        _node: &Node<L>,
    ) -> impl Future<Output = Result<P::Values, ConstructionError>> + Send {
        std::future::pending()
    }
}
