//! Making all that a scope shares.

use std::vec;
use std::vec::Vec;

use super::error::{ConstructionError, ConstructionErrors};
use super::graph::Graph;
use super::node::{Level, slots};
use super::open_scope::OpenScope;
use super::timing::WithoutWaiting;

/// Says whether a shared component of the level waits when it is made.
pub trait WarmsUp<Composition>: Level<Composition> {
    /// [`Immediate`](super::timing::Immediate), if `warm_up` may be called.
    type Timing;
}

impl<A, C: Level<A>> OpenScope<A, C> {
    /// Makes every shared component of this scope that was not made yet, each after those that
    /// it needs.
    ///
    /// # Errors
    ///
    /// All failures together. Components that need a failed one are not attempted.
    pub fn warm_up(&self) -> Result<(), ConstructionErrors>
    where
        C: WarmsUp<A, Timing: WithoutWaiting>,
    {
        let mut failures = Failures::new(C::GRAPH);
        for slot in slots::<A, C>() {
            if failures.concern(slot) {
                continue;
            }
            if let Err(error) = C::keep(self.node(), slot) {
                failures.add(slot, error);
            }
        }
        ConstructionErrors::unless_empty(failures.errors)
    }

    /// Like [`warm_up`](Self::warm_up), for constructors that may be `async`, on any executor, one after the other.
    ///
    /// # Errors
    ///
    /// All failures together. Components that need a failed one are not attempted.
    pub async fn warm_up_async(&self) -> Result<(), ConstructionErrors> {
        let mut failures = Failures::new(C::GRAPH);
        for slot in slots::<A, C>() {
            if failures.concern(slot) {
                continue;
            }
            if let Err(error) = C::keep_later(self.node(), slot).await {
                failures.add(slot, error);
            }
        }
        ConstructionErrors::unless_empty(failures.errors)
    }
}

/// The failures of a `warm_up`, and what they keep from being made.
struct Failures {
    graph: &'static Graph<'static>,
    blocked: Vec<bool>,
    errors: Vec<ConstructionError>,
}

impl Failures {
    fn new(graph: &'static Graph<'static>) -> Self {
        Self {
            graph,
            blocked: vec![false; graph.rows.len()],
            errors: Vec::new(),
        }
    }

    fn concern(&self, slot: usize) -> bool {
        self.blocked[slot]
    }

    fn add(&mut self, slot: usize, error: ConstructionError) {
        // The component that failed may be one that this one needs, of a scope around this one too.
        self.blocked[error.slot().unwrap_or(slot)] = true;
        self.graph.spread(&mut self.blocked);
        self.errors.push(error);
    }
}
