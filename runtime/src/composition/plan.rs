//! How the instances of a listed component are made.

use std::boxed::Box;
use std::error::Error;
use std::future::Future;
use std::marker::PhantomData;

use super::cell::Cell;
use super::error::ConstructionError;
use super::events;
use super::making::Pace;
use super::node::{Level, Node};
use super::outcome::Outcome;
use super::supply::{Provided, SuppliedBy};
use crate::component::{Component, Descriptor};
use crate::guard::FactoryOf;
use crate::injection::{
    Chosen, InContext, NoComponent, Reported, Singleton, Takes, Transient, Unstated,
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
    fn make(self, node: &Node<A, L>) -> Result<T, ConstructionError>;

    /// The same of what may wait.
    fn make_later(
        self,
        node: &Node<A, L>,
    ) -> impl Future<Output = Result<T, ConstructionError>> + Send;
}

/// What the attribute of a component says about its scope.
type ScopeOf<T> = <<T as Component>::Factory as FactoryOf<T>>::Scope;

/// The parameters of the constructor of a `T` that stands in the section `S`.
type ParametersOf<S, T, P> = <ScopeOf<T> as ListedIn<S, T, P>>::Parameters;

/// How a composition makes what it lists in the section `S`, by a constructor `F` with parameters `P`.
pub struct Wiring<S, P, Output, F> {
    constructor: F,
    marker: PhantomData<Types<S, P, Output>>,
}

/// No value of it is ever made.
type Types<S, P, Output> = fn() -> (S, P, Output);

/// The wiring of the constructor `C` of a `T`, a function `F`, which takes the types `Taken`, given in the ways `Ways`.
type WiringOf<A, S, T, Ways, Taken, C, F> = Wiring<
    S,
    <<C as Takes<Taken>>::List as Provided<A, T, Ways, <C as Takes<Taken>>::Reading>>::Parameters,
    <C as Takes<Taken>>::Output,
    F,
>;

/// The wiring of what a factory has: its constant for compositions, or its function `new`. That it holds is for [`Plan`]
/// to say.
pub fn wiring<A, S, T, Constant, New, Kind, Taken, Ways>(
    constant: Constant,
    new: New,
) -> WiringOf<A, S, T, Ways, Taken, Constant::Constructor, Constant::Function>
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

impl<A, L, S, T, P, Output, F> Plan<A, L, T> for Wiring<S, P, Output, F>
where
    A: 'static,
    L: Level<A>,
    S: 'static,
    T: Component + 'static,
    ScopeOf<T>: ListedIn<S, T, P, Parameters: SuppliedBy<A, L, T, F, Output>>,
    P: 'static,
    F: Send + 'static,
    Output: Outcome<T> + 'static,
{
    const NEEDS: &'static [usize] = ParametersOf::<S, T, P>::NEEDS;
    const ASYNCHRONOUS: bool = ParametersOf::<S, T, P>::ASYNCHRONOUS;
    const DESCRIPTOR: &'static Descriptor = T::DESCRIPTOR;
    #[cfg(feature = "metrics")]
    const USAGE: Option<&'static crate::usage::Usage> = T::USAGE;

    fn make(self, node: &Node<A, L>) -> Result<T, ConstructionError> {
        let name = T::DESCRIPTOR.name;
        match ParametersOf::<S, T, P>::call(self.constructor, node) {
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

    async fn make_later(self, node: &Node<A, L>) -> Result<T, ConstructionError> {
        let name = T::DESCRIPTOR.name;
        match ParametersOf::<S, T, P>::call_later(self.constructor, node).await {
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

impl<S, T, P> ListedIn<S, T, P> for Unstated {
    type Parameters = P;
}

impl<S, T, P> ListedIn<S, T, P> for NoComponent {
    type Parameters = Reported;
}
