//! How a composition has what it lists: shared, made anew, seen as an interface, or given to it.

use std::sync::Arc;

use super::error::ConstructionError;
use super::graph::NO_SLOT;
use super::had::{ForTheCall, Gives, Had, HandsOver, ToKeep, awaited};
use super::lazy::Lazy;
use super::makes::{Makes, Pace};
use super::making::{changed, fresh, make_shared};
use super::node::{Level, Node};
use super::timing::{Immediate, Making};

/// A component that everybody in its scope shares, at its slot.
pub struct Shared<Slot>(Slot);

/// A component of which everybody who asks gets an instance of their own.
pub struct Fresh<Slot>(Slot);

/// An interface of the shared component `C`.
pub struct SharedAs<C, Slot>(C, Slot);

/// An interface of the component `C` that nobody shares.
pub struct FreshAs<C, Slot>(C, Slot);

/// An input.
pub struct Input(());

/// An interface of an input.
pub struct InputAs(());

/// The scope of a context.
pub struct TheScope(());

/// What is asked for later, and then had in the way `How`.
pub struct Deferred<How>(How);

/// What may be missing, and is there, had in the way `How`.
pub struct Present<How>(How);

/// What may be missing, and is left out.
pub struct Absent(());

/// An interface as which a component is listed.
pub trait SeenAs<Composition, C> {
    /// The component as that. A constant, so that nothing else is said about a component that cannot be seen so.
    const SEEN_AS: fn(Arc<C>) -> Arc<Self>;
}

/// What a scope has from the start.
pub trait GivenTo<T: ?Sized, At: Level<Self>>: Sized {
    /// That.
    fn given(node: &Node<Self, At>) -> Arc<T>;
}

/// The one instance, or a return with the error. Not by a function: it would be compiled for each component, and its `Result`
/// would be asked on the short way too.
macro_rules! instance {
    ($composition:ty, $slot:ty, $component:ty, $node:expr) => {
        match <$component>::cell($node).instance.get() {
            Some(instance) => Arc::clone(instance),
            None => match make_shared::<$composition, $slot, $component>($node) {
                Ok(()) => Arc::clone(<$component>::cell($node).made()),
                Err(error) => return Err(error),
            },
        }
    };
}

// A shared component may be there when it is asked for, even if making it had to wait: so it may always be asked for.
impl<A, L: Level<A>, S, T: Makes<A, S, At = L>> Had<A, L, T> for Shared<S> {
    type Given = ToKeep;
    type Timing = Immediate;
    const SLOT: usize = T::SLOT;
    const WAITS: bool = T::Pace::WAITS;

    #[inline]
    fn now(node: &Node<A, L>) -> Result<Arc<T>, ConstructionError> {
        Ok(instance!(A, S, T, node))
    }

    fn later(node: &Node<A, L>) -> Making<'_, Arc<T>> {
        T::Pace::shared::<A, S, T>(node)
    }
}

impl<A: 'static, L: Level<A>, S, C, T> Had<A, L, T> for SharedAs<C, S>
where
    C: Makes<A, S, At = L>,
    T: ?Sized + 'static + SeenAs<A, C>,
{
    type Given = ToKeep;
    type Timing = Immediate;
    const SLOT: usize = C::SLOT;
    const WAITS: bool = C::Pace::WAITS;

    #[inline]
    fn now(node: &Node<A, L>) -> Result<Arc<T>, ConstructionError> {
        Ok((T::SEEN_AS)(instance!(A, S, C, node)))
    }

    fn later(node: &Node<A, L>) -> Making<'_, Arc<T>> {
        changed(C::Pace::shared::<A, S, C>(node), T::SEEN_AS)
    }
}

impl<A, L: Level<A>, S, T: Makes<A, S, At = L>> Had<A, L, T> for Fresh<S> {
    type Given = ToKeep;
    type Timing = T::Pace;
    const SLOT: usize = T::SLOT;
    const WAITS: bool = T::Pace::WAITS;

    fn now(node: &Node<A, L>) -> Result<Arc<T>, ConstructionError> {
        fresh::<A, S, T>(node).map(Arc::new)
    }

    fn later(node: &Node<A, L>) -> Making<'_, Arc<T>> {
        changed(T::Pace::fresh_later::<A, S, T>(node), Arc::new)
    }
}

impl<A: 'static, L: Level<A>, S, C, T> Had<A, L, T> for FreshAs<C, S>
where
    C: Makes<A, S, At = L>,
    T: ?Sized + 'static + SeenAs<A, C>,
{
    type Given = ToKeep;
    type Timing = C::Pace;
    const SLOT: usize = C::SLOT;
    const WAITS: bool = C::Pace::WAITS;

    fn now(node: &Node<A, L>) -> Result<Arc<T>, ConstructionError> {
        fresh::<A, S, C>(node).map(|made| (T::SEEN_AS)(Arc::new(made)))
    }

    fn later(node: &Node<A, L>) -> Making<'_, Arc<T>> {
        changed(C::Pace::fresh_later::<A, S, C>(node), |made| {
            (T::SEEN_AS)(Arc::new(made))
        })
    }
}

macro_rules! given {
    ($($way:ty, $held:ty;)*) => {$(
        impl<A, L: Level<A>, T> Had<A, L, T> for $way
        where
            A: GivenTo<T, L>,
            T: ?Sized + 'static + Send + Sync,
        {
            type Given = $held;
            type Timing = Immediate;
            const SLOT: usize = NO_SLOT;
            const WAITS: bool = false;

            #[inline]
            fn now(node: &Node<A, L>) -> Result<Arc<T>, ConstructionError> {
                Ok(A::given(node))
            }

            fn later(node: &Node<A, L>) -> Making<'_, Arc<T>> {
                std::boxed::Box::pin(std::future::ready(Ok(A::given(node))))
            }
        }
    )*};
}

given! {
    Input, ToKeep;
    InputAs, ToKeep;
    TheScope, ForTheCall;
}

impl<A, L: Level<A>, T, How> Had<A, L, Option<Arc<T>>> for Present<How>
where
    A: 'static,
    T: ?Sized + 'static,
    How: Had<A, L, T>,
{
    type Given = ToKeep;
    type Timing = How::Timing;
    const SLOT: usize = How::SLOT;
    const WAITS: bool = How::WAITS;

    fn now(node: &Node<A, L>) -> Result<Arc<Option<Arc<T>>>, ConstructionError> {
        How::now(node).map(|present| Arc::new(Some(present)))
    }

    fn later(node: &Node<A, L>) -> Making<'_, Arc<Option<Arc<T>>>> {
        changed(How::later(node), |present| Arc::new(Some(present)))
    }
}

// Nobody needs it to be made: so it is no part of a cycle.
impl<A, L: Level<A>, T, How> Had<A, L, Lazy<T>> for Deferred<How>
where
    A: 'static,
    T: ?Sized + 'static,
    How: Had<A, L, T> + 'static,
{
    type Given = ToKeep;
    type Timing = Immediate;
    const SLOT: usize = NO_SLOT;
    const WAITS: bool = false;

    fn now(node: &Node<A, L>) -> Result<Arc<Lazy<T>>, ConstructionError> {
        Ok(Arc::new(Lazy::of::<A, L, How>(node)))
    }

    fn later(node: &Node<A, L>) -> Making<'_, Arc<Lazy<T>>> {
        std::boxed::Box::pin(std::future::ready(Self::now(node)))
    }
}

impl<A, L: Level<A>, T, How> Gives<A, L, Lazy<T>> for Deferred<How>
where
    A: 'static,
    T: ?Sized + 'static,
    How: Had<A, L, T> + 'static,
{
    fn give(node: &Node<A, L>) -> Result<Lazy<T>, ConstructionError> {
        Ok(Lazy::of::<A, L, How>(node))
    }

    async fn give_later(node: &Node<A, L>) -> Result<Lazy<T>, ConstructionError> {
        Self::give(node)
    }
}

impl<A, L: Level<A>, T: ?Sized> Had<A, L, Option<Arc<T>>> for Absent {
    type Given = ToKeep;
    type Timing = Immediate;
    const SLOT: usize = NO_SLOT;
    const WAITS: bool = false;

    fn now(_: &Node<A, L>) -> Result<Arc<Option<Arc<T>>>, ConstructionError> {
        Ok(Arc::new(None))
    }

    fn later(_: &Node<A, L>) -> Making<'_, Arc<Option<Arc<T>>>> {
        std::boxed::Box::pin(async { Ok(Arc::new(None)) })
    }
}

macro_rules! handed_over {
    ($($way:ty, [$($slot:ident)?];)*) => {$(
        impl<A, L: Level<A>, T, Needer: ?Sized $(, $slot)?> HandsOver<A, L, T, Needer> for $way where
            Self: Gives<A, L, T>
        {
        }
    )*};
}

handed_over! {
    Input, [];
    Fresh<S>, [S];
    Deferred<How>, [How];
    Present<How>, [How];
    Absent, [];
}

/// A clone.
impl<A, L: Level<A>, T: Clone + Send + Sync> Gives<A, L, T> for Input
where
    A: GivenTo<T, L>,
{
    fn give(node: &Node<A, L>) -> Result<T, ConstructionError> {
        Ok((*A::given(node)).clone())
    }

    async fn give_later(node: &Node<A, L>) -> Result<T, ConstructionError> {
        Self::give(node)
    }
}

/// A new instance.
impl<A, L: Level<A>, T, S> Gives<A, L, T> for Fresh<S>
where
    T: Makes<A, S, At = L>,
{
    fn give(node: &Node<A, L>) -> Result<T, ConstructionError> {
        fresh::<A, S, T>(node)
    }

    async fn give_later(node: &Node<A, L>) -> Result<T, ConstructionError> {
        T::Pace::fresh_later::<A, S, T>(node).await
    }
}

impl<A, L: Level<A>, T: ?Sized, How: Had<A, L, T>> Gives<A, L, Option<Arc<T>>> for Present<How> {
    fn give(node: &Node<A, L>) -> Result<Option<Arc<T>>, ConstructionError> {
        How::now(node).map(Some)
    }

    async fn give_later(node: &Node<A, L>) -> Result<Option<Arc<T>>, ConstructionError> {
        awaited::<A, L, T, How>(node).await.map(Some)
    }
}

impl<A, L: Level<A>, T: ?Sized> Gives<A, L, Option<Arc<T>>> for Absent {
    fn give(_: &Node<A, L>) -> Result<Option<Arc<T>>, ConstructionError> {
        Ok(None)
    }

    async fn give_later(_: &Node<A, L>) -> Result<Option<Arc<T>>, ConstructionError> {
        Ok(None)
    }
}
