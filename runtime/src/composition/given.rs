//! What is made anew for each caller, of what the caller gives and of what a scope has.

use std::future::Future;
use std::sync::Arc;

use super::cell::Released;
use super::error::ConstructionError;
use super::escape::Identity;
use super::graph::Graph;
use super::listing::{Seen, SeenFrom, ToKeep};
use super::making::{Immediate, Making};
use super::node::{Level, Node, OpenScope, Root};
use super::plan::{GivenOf, GivenPlan, MakesGiven, ScopeOf};
use super::ways::{Gives, Had, HandsOver, SeenAs};
use crate::injection::{Given, InContext, NoComponent, Singleton, Transient, Unstated};

/// What a composition makes in scopes that see what one of the level `From` sees.
#[ssot_macros::__diagnostic(NotMade)]
pub trait MadeBy<Composition, From> {
    /// Whose scopes it is made in.
    type At: Level<Composition>;
    /// How it is made.
    type How;
}

/// A component with the slot.
pub struct Made<Slot>(Slot);

/// An interface of the component `C` with the slot.
pub struct MadeAs<C, Slot>(C, Slot);

/// How a `T` is made of what a caller gives.
pub trait MadeOf<Composition, At: Level<Composition>, T: ?Sized> {
    /// What the caller gives.
    type Given<'g>: Send;
    /// What the caller gets.
    type Instance;
    /// [`Immediate`], if it is made without waiting.
    type Timing;

    /// Makes it.
    ///
    /// # Errors
    ///
    /// Its constructor, or that of a component that it needs, fails.
    fn now(
        node: &Node<Composition, At>,
        given: Self::Given<'_>,
    ) -> Result<Self::Instance, ConstructionError>;

    /// Makes what may wait.
    fn later<'n>(
        node: &'n Node<Composition, At>,
        given: Self::Given<'n>,
    ) -> impl Future<Output = Result<Self::Instance, ConstructionError>> + Send;
}

impl<A, L: Level<A>, S, T: MakesGiven<A, S, At = L>> MadeOf<A, L, T> for Made<S> {
    type Given<'g> = <GivenOf<T> as Given>::Of<'g>;
    type Instance = T;
    type Timing = T::Pace;

    fn now(node: &Node<A, L>, given: Self::Given<'_>) -> Result<T, ConstructionError> {
        T::plan().make(node, given)
    }

    async fn later<'n>(
        node: &'n Node<A, L>,
        given: Self::Given<'n>,
    ) -> Result<T, ConstructionError> {
        T::plan().make_later(node, given).await
    }
}

impl<A, L: Level<A>, S, C, T> MadeOf<A, L, T> for MadeAs<C, S>
where
    C: MakesGiven<A, S, At = L>,
    T: ?Sized + SeenAs<A, C>,
{
    type Given<'g> = <GivenOf<C> as Given>::Of<'g>;
    type Instance = Arc<T>;
    type Timing = C::Pace;

    fn now(node: &Node<A, L>, given: Self::Given<'_>) -> Result<Arc<T>, ConstructionError> {
        let made = C::plan().make(node, given);
        made.map(|made| (T::SEEN_AS)(Arc::new(made)))
    }

    async fn later<'n>(
        node: &'n Node<A, L>,
        given: Self::Given<'n>,
    ) -> Result<Arc<T>, ConstructionError> {
        let made = C::plan().make_later(node, given).await;
        made.map(|made| (T::SEEN_AS)(Arc::new(made)))
    }
}

/// What a scope of the level `L` makes of what its caller gives.
pub trait MakesFor<L: Level<Self>, T: ?Sized>: Sized {
    /// What the caller gives.
    type Given<'g>: Send;
    /// What the caller gets.
    type Instance;
    /// [`Immediate`], if it is made without waiting.
    type Timing;

    /// Makes it.
    ///
    /// # Errors
    ///
    /// Its constructor, or that of a component that it needs, fails.
    fn made(
        node: &Node<Self, L>,
        given: Self::Given<'_>,
    ) -> Result<Self::Instance, ConstructionError>;

    /// Makes what may wait.
    fn made_later<'n>(
        node: &'n Node<Self, L>,
        given: Self::Given<'n>,
    ) -> impl Future<Output = Result<Self::Instance, ConstructionError>> + Send;
}

impl<A, L: Level<A>, T: ?Sized> MakesFor<L, T> for A
where
    T: MadeBy<A, L, At: SeenFrom<A, L, OpenScope<A, L>, T>>,
    T::How: MadeOf<A, T::At, T>,
{
    type Given<'g> = <T::How as MadeOf<A, T::At, T>>::Given<'g>;
    type Instance = <T::How as MadeOf<A, T::At, T>>::Instance;
    type Timing = <T::How as MadeOf<A, T::At, T>>::Timing;

    fn made(
        node: &Node<A, L>,
        given: Self::Given<'_>,
    ) -> Result<Self::Instance, ConstructionError> {
        T::How::now(Seen::<A, L>::seen(node), given)
    }

    fn made_later<'n>(
        node: &'n Node<A, L>,
        given: Self::Given<'n>,
    ) -> impl Future<Output = Result<Self::Instance, ConstructionError>> + Send {
        T::How::later(Seen::<A, L>::seen(node), given)
    }
}

/// The section of what is made for callers, outside of the contexts: a component says by its scope whose it is.
pub struct MadeAnywhere(());

/// The section of what is made for callers in the context `C`.
pub struct MadeIn<C>(C);

/// Whose scopes a component with this scope is made in, if it is listed outside of the contexts.
pub trait MadeInScopesOf {
    /// Their level.
    type Level;
}

macro_rules! made_in_scopes {
    ($($scope:ty, [$($context:ident)?], $level:ty;)*) => {$(
        impl$(<$context>)? MadeInScopesOf for $scope {
            type Level = $level;
        }
    )*};
}

made_in_scopes! {
    Unstated, [], Root;
    NoComponent, [], Root;
    Transient, [], Root;
    Singleton, [], Root;
    InContext<C>, [C], C;
}

/// The level in whose scopes a `T` is made that is listed outside of the contexts.
pub type LevelOf<T> = <ScopeOf<T> as MadeInScopesOf>::Level;

/// It has no parameters that only a caller can give.
#[ssot_macros::__diagnostic(GivenElsewhere)]
pub trait AskedFor {}

/// Where the instances of what only a caller makes would live. There are none.
pub struct Nowhere(());

/// How it would be had.
pub struct NotHad(());

impl<A> Level<A> for Nowhere
where
    Root: Level<A>,
{
    type Outer = ();
    type Own = ();
    type Cells = ();
    const GRAPH: &'static Graph<'static> = <Root as Level<A>>::GRAPH;
    const SHARED: &'static [usize] = &[];
    const CONTEXT: Option<&'static str> = None;

    fn keep(_: &Node<A, Self>, _: usize) -> Result<(), ConstructionError> {
        refused()
    }

    fn keep_later(_: &Node<A, Self>, _: usize) -> Making<'_, ()> {
        refused()
    }

    fn release((): &mut (), _: usize) -> Option<Released> {
        None
    }

    fn identity((): &()) -> Option<Identity> {
        None
    }
}

impl<A, From, Needer, T> SeenFrom<A, From, Needer, T> for Nowhere
where
    From: Level<A>,
    Needer: ?Sized,
    T: ?Sized + AskedFor,
    Root: Level<A>,
{
}

impl<A, From: Level<A>> Seen<A, From> for Nowhere
where
    Root: Level<A>,
{
    fn seen(_: &Node<A, From>) -> &Node<A, Self> {
        refused()
    }
}

impl<A, L: Level<A>, T: ?Sized> Had<A, L, T> for NotHad {
    type Given = ToKeep;
    type Timing = Immediate;
    const SLOT: usize = super::listing::NO_SLOT;
    const WAITS: bool = false;

    fn now(_: &Node<A, L>) -> Result<Arc<T>, ConstructionError> {
        refused()
    }

    fn later(_: &Node<A, L>) -> Making<'_, Arc<T>> {
        refused()
    }
}

impl<A, L: Level<A>, T, Needer: ?Sized> HandsOver<A, L, T, Needer> for NotHad where
    Self: Gives<A, L, T>
{
}

impl<A, L: Level<A>, T: Send> Gives<A, L, T> for NotHad {
    fn give(_: &Node<A, L>) -> Result<T, ConstructionError> {
        refused()
    }

    async fn give_later(_: &Node<A, L>) -> Result<T, ConstructionError> {
        refused()
    }
}

fn refused() -> ! {
    unreachable!("it was refused by the compiler")
}
