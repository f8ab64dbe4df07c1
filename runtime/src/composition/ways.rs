//! How a composition has what it lists: shared, made anew, seen as an interface, or given to it.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;
use std::vec::Vec;

use super::error::ConstructionError;
use super::graph::NO_SLOT;
use super::lazy::Lazy;
use super::listing::{ForTheCall, Has, Seen, ToKeep, awaited};
use super::makes::{Makes, Pace};
use super::making::{changed, fresh, make_shared};
use super::node::{Level, Node};
use super::timing::{Immediate, Making};

/// How a composition has a `T` that lives in scopes of the level `At`.
pub trait Had<Composition, At: Level<Composition>, T: ?Sized> {
    /// How long it may be held: [`ToKeep`] or [`ForTheCall`].
    type Given;
    /// [`Immediate`], if it may be asked for without waiting.
    type Timing;
    /// The place among the components; [`NO_SLOT`] of what is none.
    const SLOT: usize;
    /// Making it waits: it is known only to [`Had::later`] then, until it was made.
    const WAITS: bool;

    /// The instance, if it can be had without waiting.
    ///
    /// # Errors
    ///
    /// Its constructor fails, or it would have to be waited for.
    fn now(node: &Node<Composition, At>) -> Result<Arc<T>, ConstructionError>;

    /// The instance.
    fn later(node: &Node<Composition, At>) -> Making<'_, Arc<T>>;
}

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

/// All that is listed behind an interface, at the slot that stands for them.
pub struct Collected<Slot>(Slot);

/// The same, by name.
pub struct CollectedByName<Slot>(Slot);

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

/// An interface behind which several may be listed.
pub trait Collects<Composition, Slot> {
    /// The level in whose scopes all of them are seen.
    type At: Level<Composition>;
    /// The slot.
    const SLOT: usize;
    /// Making one of them waits.
    const WAITS: bool;

    /// All of them, with their names, in the order of the list.
    ///
    /// # Errors
    ///
    /// One of them cannot be made, or would have to be waited for.
    fn collect(
        node: &Node<Composition, Self::At>,
    ) -> Result<Vec<(&'static str, Arc<Self>)>, ConstructionError>;

    /// The same, of what may wait.
    fn collect_later(
        node: &Node<Composition, Self::At>,
    ) -> Making<'_, Vec<(&'static str, Arc<Self>)>>;
}

/// One of those, as the interface.
///
/// # Errors
///
/// It cannot be made, or would have to be waited for.
pub fn collected<A, L: Level<A>, C, T>(node: &Node<A, L>) -> Result<Arc<T>, ConstructionError>
where
    A: Has<C, L, At: Seen<A, L>>,
    T: ?Sized + SeenAs<A, C>,
{
    A::How::now(Seen::<A, L>::seen(node)).map(T::SEEN_AS)
}

/// The same, of what may wait.
///
/// # Errors
///
/// It cannot be made.
pub async fn collected_later<A, L: Level<A>, C, T>(
    node: &Node<A, L>,
) -> Result<Arc<T>, ConstructionError>
where
    A: Has<C, L, At: Seen<A, L>>,
    T: ?Sized + SeenAs<A, C>,
{
    awaited::<A, A::At, C, A::How>(Seen::<A, L>::seen(node))
        .await
        .map(T::SEEN_AS)
}

macro_rules! collected {
    ($($way:ident, $all:ty, $of:expr;)*) => {$(
        impl<A: 'static, L: Level<A>, S, T> Had<A, L, $all> for $way<S>
        where
            T: ?Sized + 'static + Collects<A, S, At = L>,
        {
            type Given = ToKeep;
            type Timing = Immediate;
            const SLOT: usize = T::SLOT;
            const WAITS: bool = T::WAITS;

            fn now(node: &Node<A, L>) -> Result<Arc<$all>, ConstructionError> {
                T::collect(node).map(|all| Arc::new($of(all)))
            }

            fn later(node: &Node<A, L>) -> Making<'_, Arc<$all>> {
                changed(T::collect_later(node), |all| Arc::new($of(all)))
            }
        }

        impl<A, L: Level<A>, S, T: ?Sized + Collects<A, S, At = L>> Gives<A, L, $all> for $way<S> {
            fn give(node: &Node<A, L>) -> Result<$all, ConstructionError> {
                T::collect(node).map($of)
            }

            async fn give_later(node: &Node<A, L>) -> Result<$all, ConstructionError> {
                T::collect_later(node).await.map($of)
            }
        }
    )*};
}

collected! {
    Collected, Vec<Arc<T>>, |all: Vec<(&'static str, Arc<T>)>| all.into_iter().map(|(_, one)| one).collect::<Vec<_>>();
    CollectedByName, BTreeMap<&'static str, Arc<T>>, BTreeMap::from_iter;
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

/// Something that `Needer` may have by value.
#[ssot_macros::__diagnostic(SharedByValue)]
pub trait HandsOver<A, L: Level<A>, T, Needer: ?Sized>: Gives<A, L, T> {}

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
    Collected<S>, [S];
    CollectedByName<S>, [S];
    Deferred<How>, [How];
    Present<How>, [How];
    Absent, [];
}

/// How something is handed over by value.
pub trait Gives<A, L: Level<A>, T> {
    /// The value, where it does not wait.
    ///
    /// # Errors
    ///
    /// It cannot be made.
    fn give(node: &Node<A, L>) -> Result<T, ConstructionError>;

    /// The value, where it may.
    fn give_later(node: &Node<A, L>) -> impl Future<Output = Result<T, ConstructionError>> + Send;
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
