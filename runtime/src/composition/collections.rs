//! All that is listed behind one interface.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::vec::Vec;

use super::error::ConstructionError;
use super::had::{Gives, Had, HandsOver, ToKeep, awaited};
use super::listing::ListsOnce;
use super::making::changed;
use super::node::{Level, Node, Seen};
use super::timing::{Immediate, Making};
use super::ways::SeenAs;

/// All that is listed behind an interface, at the slot that stands for them.
pub struct Collected<Slot>(Slot);

/// The same, by name.
pub struct CollectedByName<Slot>(Slot);

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
    A: ListsOnce<C, L, At: Seen<A, L>>,
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
    A: ListsOnce<C, L, At: Seen<A, L>>,
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

        impl<A, L: Level<A>, S, T, Needer: ?Sized> HandsOver<A, L, T, Needer> for $way<S> where
            Self: Gives<A, L, T>
        {
        }
    )*};
}

collected! {
    Collected, Vec<Arc<T>>, |all: Vec<(&'static str, Arc<T>)>| all.into_iter().map(|(_, one)| one).collect::<Vec<_>>();
    CollectedByName, BTreeMap<&'static str, Arc<T>>, BTreeMap::from_iter;
}
