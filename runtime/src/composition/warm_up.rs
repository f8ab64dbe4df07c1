//! Making all that a scope shares.

use std::vec;
use std::vec::Vec;

use super::error::{ConstructionError, ConstructionErrors};
use super::graph::Graph;
use super::node::{Level, Node, slots};

/// Says whether a shared component of the level waits when it is made.
pub trait WarmsUp<Composition>: Level<Composition> {
    /// [`Immediate`](super::timing::Immediate), if `warm_up` may be called.
    type Timing;
}

/// Makes every shared component of a node that was not made yet, each after those that it needs.
///
/// # Errors
///
/// All failures together. Components that need a failed one are not attempted.
pub(super) fn warm_up<A, L: Level<A>>(node: &Node<A, L>) -> Result<(), ConstructionErrors> {
    let mut failures = Failures::new(L::GRAPH);
    for slot in slots::<A, L>() {
        if failures.concern(slot) {
            continue;
        }
        if let Err(error) = L::keep(node, slot) {
            failures.add(slot, error);
        }
    }
    ConstructionErrors::unless_empty(failures.errors)
}

/// The same by constructors that may wait, one after the other.
///
/// # Errors
///
/// All failures together. Components that need a failed one are not attempted.
pub(super) async fn warm_up_later<A, L: Level<A>>(
    node: &Node<A, L>,
) -> Result<(), ConstructionErrors> {
    let mut failures = Failures::new(L::GRAPH);
    for slot in slots::<A, L>() {
        if failures.concern(slot) {
            continue;
        }
        if let Err(error) = L::keep_later(node, slot).await {
            failures.add(slot, error);
        }
    }
    ConstructionErrors::unless_empty(failures.errors)
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
