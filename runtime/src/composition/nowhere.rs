//! What stands where there is nothing: types that the compiler needs, and code that never runs.

use std::sync::Arc;

use super::cell::Released;
use super::error::ConstructionError;
use super::escape::Identity;
use super::graph::{Graph, NO_SLOT};
use super::had::{Gives, Had, HandsOver, ToKeep};
use super::node::{Level, Node, Root, Seen};
use super::timing::{Immediate, Making};

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
    const SLOT: usize = NO_SLOT;
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

/// What takes the place of code that no program has.
pub(super) fn refused() -> ! {
    unreachable!("it was refused by the compiler")
}
