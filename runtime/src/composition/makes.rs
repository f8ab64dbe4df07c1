//! What a composition makes, by which plan, and at which pace.

use std::future::Future;
use std::sync::Arc;

use super::cell::Cell;
use super::error::ConstructionError;
use super::node::{Level, Node};
use super::timing::Making;
use crate::component::Descriptor;
use crate::injection::Given;

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

/// How a component is made, if it does wait and if it does not.
pub trait Pace {
    /// Making it waits.
    const WAITS: bool;

    /// The one instance of a shared component.
    fn shared<A, S, T: Makes<A, S>>(node: &Node<A, T::At>) -> Making<'_, Arc<T>>;

    /// A new instance.
    fn fresh_later<A, S, T: Makes<A, S>>(node: &Node<A, T::At>) -> Making<'_, T>;

    /// Makes what is shared, without handing it out.
    fn kept<A, S, T: Makes<A, S>>(node: &Node<A, T::At>) -> Making<'_, ()>;
}
