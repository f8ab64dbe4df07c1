//! The scopes that a composition opens, and what is held while they are open.

use std::sync::{Arc, Weak};
use std::vec::Vec;

use super::cell::{Instance, Released};
use super::error::ConstructionError;
use super::escape::{Escape, Identity, Reporter};
use super::events;
use super::graph::{Graph, Row};
use super::timing::Making;
use crate::context::Scope;

/// The scopes of one kind that a composition opens. A context stands for its scopes, and [`Root`] for the application.
#[ssot_macros::__diagnostic(NoScopesOf)]
pub trait Level<Composition>: Sized + 'static {
    /// The node around, or nothing.
    type Outer: Send + Sync;
    /// The inputs of an application, the scope of a context.
    type Own: Send + Sync;
    /// One cell for each shared component.
    type Cells: Send + Sync;
    /// The components of the composition.
    const GRAPH: &'static Graph<'static>;
    /// The shared components of the level, each behind what it needs. What is no slot is left out.
    const SHARED: &'static [usize];
    /// Makes the shared component of a slot.
    ///
    /// # Errors
    ///
    /// Its constructor fails, or it would have to be waited for.
    fn keep(node: &Node<Composition, Self>, slot: usize) -> Result<(), ConstructionError>;
    /// The same by a constructor that may wait.
    fn keep_later(node: &Node<Composition, Self>, slot: usize) -> Making<'_, ()>;
    /// Empties the cell of a slot.
    fn release(cells: &mut Self::Cells, slot: usize) -> Option<Released>;
    /// The type of the context, as the composition names it; none of an application.
    const CONTEXT: Option<&'static str>;
    /// Whose scope it is.
    fn identity(own: &Self::Own) -> Option<Identity>;
}

/// The slots of the shared components of a level, each behind those that it needs.
pub(super) fn slots<A, L: Level<A>>() -> impl DoubleEndedIterator<Item = usize> {
    let slots = L::SHARED.iter().copied();
    slots.filter(|slot| *slot < L::GRAPH.rows.len())
}

/// What an open scope holds.
pub struct Node<A, L: Level<A>> {
    outer: L::Outer,
    own: L::Own,
    cells: L::Cells,
    pub(super) reporter: Arc<Reporter>,
    released: bool,
    /// For whoever asks later, and must not hold the scope open.
    pub(super) itself: Weak<Self>,
}

impl<A, L: Level<A>> Node<A, L> {
    /// The node of an application.
    pub(super) fn root(outer: L::Outer, own: L::Own, cells: L::Cells) -> Self {
        Self {
            outer,
            own,
            cells,
            reporter: Arc::default(),
            released: false,
            itself: Weak::new(),
        }
    }

    /// The node of a scope within this one.
    pub fn within<Inner>(self: &Arc<Self>, own: Inner::Own, cells: Inner::Cells) -> Node<A, Inner>
    where
        Inner: Level<A, Outer = Arc<Self>>,
    {
        if let Some(context) = Inner::CONTEXT {
            events::opened(context);
        }
        Node {
            outer: Arc::clone(self),
            own,
            cells,
            reporter: Arc::clone(&self.reporter),
            released: false,
            itself: Weak::new(),
        }
    }

    /// The node around.
    pub fn outer(&self) -> &L::Outer {
        &self.outer
    }

    /// What was given when the scope was opened.
    pub fn own(&self) -> &L::Own {
        &self.own
    }

    /// The cells of the shared components.
    pub fn cells(&self) -> &L::Cells {
        &self.cells
    }

    /// Lets every instance go. Only then is it asked which are still held, and by how many: the components of a scope
    /// may hold one another.
    pub(super) fn empty(&mut self) -> Vec<(&'static Row, usize)> {
        if core::mem::replace(&mut self.released, true) {
            return Vec::new();
        }
        // Not even a list is made where each of them goes at once.
        let mut left = Vec::new();
        for slot in slots::<A, L>().rev() {
            if let Some(mut instance) = L::release(&mut self.cells, slot) {
                // There is nothing to ask about what nobody else can reach.
                if Arc::get_mut(&mut instance).is_some() {
                    continue;
                }
                let weak = Arc::downgrade(&instance);
                drop(instance);
                if weak.strong_count() > 0 {
                    left.push((&L::GRAPH.rows[slot], weak));
                }
            }
        }
        still_held(left)
    }

    /// Lets every instance go, and reports those of a context that are still held.
    pub(super) fn release(&mut self) -> Vec<Escape> {
        let is_open = !self.released;
        let held = self.empty();
        let (Some(context), true) = (L::CONTEXT, is_open) else {
            return Vec::new();
        };
        events::closed(context, held.len());
        // Only now is it asked who it was: most scopes let everything go.
        let Some(identity) = (!held.is_empty()).then(|| L::identity(&self.own)).flatten() else {
            return Vec::new();
        };
        let report = |(row, holders): (&Row, usize)| {
            let escape = identity.escape(row.name, holders);
            events::escaped(row, &escape);
            self.reporter.tell(&escape);
            escape
        };
        held.into_iter().map(report).collect()
    }
}

/// Those of the released that somebody else holds, and how many do. It is the same for all levels, and so compiled once.
fn still_held(released: Vec<(&'static Row, Weak<dyn Instance>)>) -> Vec<(&'static Row, usize)> {
    let mut held = Vec::new();
    for (row, instance) in released {
        let holders = instance.strong_count();
        if holders > 0 {
            held.push((row, holders));
        }
    }
    held
}

impl<A, L: Level<A>> Drop for Node<A, L> {
    fn drop(&mut self) {
        self.release();
    }
}

/// `Needer`, which lives in scopes of the level `From`, may have what lives in those of this one.
#[ssot_macros::__diagnostic(ShorterLived)]
pub trait SeenFrom<Composition, From: Level<Composition>, Needer: ?Sized, T: ?Sized>:
    Seen<Composition, From>
{
}

/// Each scope of the level `From` is within one of this level, or is one.
pub trait Seen<Composition, From: Level<Composition>>: Level<Composition> {
    /// The node that a scope sees.
    fn seen(node: &Node<Composition, From>) -> &Node<Composition, Self>;
}

/// A section of what is made in scopes of a composition.
pub trait MadeInLevel<Composition> {
    /// Their level.
    type Level: Level<Composition>;
}

/// The scope of the whole application: `OpenScope<App>` is an `OpenScope<App, Root>`.
#[derive(Debug)]
#[non_exhaustive]
pub struct Root;

/// A context that a composition opens scopes of.
#[ssot_macros::__diagnostic(NoScopesOf)]
pub trait ContextOf<Composition>: Level<Composition> {
    /// [`MadeIn`](super::sections::MadeIn). Named here, the compiler does not ask what is in scopes that are not opened.
    type Made: MadeInLevel<Composition>;

    /// The scope that a node was made with.
    fn scope(own: &Self::Own) -> &Arc<Scope<Self>>;
}
