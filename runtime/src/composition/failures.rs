//! What a `warm_up` could not make.

use std::vec;
use std::vec::Vec;

use super::error::ConstructionError;
use super::graph::Graph;

/// The failures of a `warm_up`, and what they keep from being made.
pub(super) struct Failures {
    graph: &'static Graph<'static>,
    blocked: Vec<bool>,
    pub(super) errors: Vec<ConstructionError>,
}

impl Failures {
    pub(super) fn new(graph: &'static Graph<'static>) -> Self {
        Self {
            graph,
            blocked: vec![false; graph.rows.len()],
            errors: Vec::new(),
        }
    }

    pub(super) fn concern(&self, slot: usize) -> bool {
        self.blocked[slot]
    }

    pub(super) fn add(&mut self, slot: usize, error: ConstructionError) {
        // The component that failed may be one that this one needs, of a scope around this one too.
        self.blocked[error.slot().unwrap_or(slot)] = true;
        self.graph.spread(&mut self.blocked);
        self.errors.push(error);
    }
}
