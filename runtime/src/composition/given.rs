//! What is made anew for each caller, of what the caller gives and of what a scope has.

use std::boxed::Box;
use std::future::Future;
use std::sync::Arc;

use super::call::refused;
use super::cell::Released;
use super::error::ConstructionError;
use super::escape::Identity;
use super::graph::Graph;
use super::listing::{Seen, SeenFrom, ToKeep};
use super::making::{Immediate, Making, Pace, to_be_waited_for};
use super::node::{ContextOf, Level, Node, OpenScope, Root};
use super::plan::{GivenPlan, MakesGiven, ScopeOf};
use super::ways::{Gives, Had, HandsOver, SeenAs};
use crate::injection::{Given, InContext, NoComponent, Singleton, Transient, Unstated};

/// A composition makes a `T` in scopes that see what one of the level `From` sees.
pub trait MakesOf<T: ?Sized, From>: Sized {
    /// Whose scopes it is made in.
    type At: Level<Self>;
    /// How it is made.
    type How;
}

/// The same, said of what is made.
#[ssot_macros::__diagnostic(NotMade)]
pub trait MadeBy<Composition, From> {
    /// Whose scopes it is made in.
    type At: Level<Composition>;
    /// How it is made.
    type How;
}

#[diagnostic::do_not_recommend]
impl<A: MakesOf<T, From>, From, T: ?Sized> MadeBy<A, From> for T {
    type At = A::At;
    type How = A::How;
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
    type Given<'g> = <T::Given as Given>::Of<'g>;
    type Instance = T;
    type Timing = T::Pace;

    fn now(node: &Node<A, L>, given: Self::Given<'_>) -> Result<T, ConstructionError> {
        made_now::<A, L, S, T>(node, given)
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
    type Given<'g> = <C::Given as Given>::Of<'g>;
    type Instance = Arc<T>;
    type Timing = C::Pace;

    fn now(node: &Node<A, L>, given: Self::Given<'_>) -> Result<Arc<T>, ConstructionError> {
        let made = made_now::<A, L, S, C>(node, given);
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

/// An instance of what does not wait.
fn made_now<A, L: Level<A>, S, T: MakesGiven<A, S, At = L>>(
    node: &Node<A, L>,
    given: <T::Given as Given>::Of<'_>,
) -> Result<T, ConstructionError> {
    // The compiler refuses it elsewhere than in a generic composition.
    if T::Pace::WAITS {
        return Err(to_be_waited_for(L::GRAPH.rows[T::SLOT].name));
    }
    T::plan().make(node, given)
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
    ) -> Making<'n, Self::Instance>;
}

impl<A, L: Level<A>, T: ?Sized + 'static> MakesFor<L, T> for A
where
    T: MadeBy<A, L, At: SeenFrom<A, L, OpenScope<A, L>, T>>,
    T::How: MadeOf<A, T::At, T> + 'static,
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

    fn made_later<'n>(node: &'n Node<A, L>, given: Self::Given<'n>) -> Making<'n, Self::Instance> {
        Box::pin(T::How::later(Seen::<A, L>::seen(node), given))
    }
}

/// The section of what is made for callers, outside of the contexts: a component says by its scope whose it is.
pub struct MadeAnywhere(());

/// The section of what is made for callers in the context `C`.
pub struct MadeIn<C>(C);

/// A section of what is made in scopes of a composition.
pub trait MadeInLevel<Composition> {
    /// Their level.
    type Level: Level<Composition>;
}

impl<A> MadeInLevel<A> for MadeAnywhere
where
    Root: Level<A>,
{
    type Level = Root;
}

impl<A, C: Level<A>> MadeInLevel<A> for MadeIn<C> {
    type Level = C;
}

/// Whose scopes a component with this scope is made in, if it is listed outside of the contexts.
pub trait MadeInScopesOf<Composition> {
    /// The section that it might as well be listed in.
    type Section: MadeInLevel<Composition>;
}

macro_rules! made_anywhere {
    ($($scope:ty),*) => {$(
        impl<A> MadeInScopesOf<A> for $scope
        where
            Root: Level<A>,
        {
            type Section = MadeAnywhere;
        }
    )*};
}

made_anywhere!(Unstated, NoComponent, Transient, Singleton);

impl<A, C: ContextOf<A>> MadeInScopesOf<A> for InContext<C> {
    type Section = C::Made;
}

/// The section of a `T` that the composition `A` makes and lists outside of the contexts.
pub type SectionOf<A, T> = <ScopeOf<T> as MadeInScopesOf<A>>::Section;

/// The level in whose scopes the composition `A` makes a `T` that it lists outside of the contexts.
pub type LevelOf<A, T> = <SectionOf<A, T> as MadeInLevel<A>>::Level;

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
