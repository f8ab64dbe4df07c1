//! Where a shared instance is kept.

use std::any::Any;
use std::sync::{Arc, OnceLock};

use super::turn::{Taken, Turn};

/// Holds one instance, once it was made.
///
/// Whoever has the turn makes it, and all others wait, threads and tasks alike. A constructor that fails, panics or is
/// dropped half-way leaves the cell empty, and the next who asks tries.
pub struct Cell<T> {
    instance: OnceLock<Arc<T>>,
    turn: Turn,
}

impl<T> Cell<T> {
    /// An empty cell.
    #[must_use]
    pub fn new() -> Self {
        Self {
            instance: OnceLock::new(),
            turn: Turn::new(),
        }
    }

    /// The instance, if it was made: one atomic load.
    #[inline]
    pub(super) fn get(&self) -> Option<&Arc<T>> {
        self.instance.get()
    }

    /// Whose turn it is to make the instance.
    pub(super) fn turn(&self) -> &Turn {
        &self.turn
    }

    /// Stores the instance, and ends the turn of whoever made it.
    pub(super) fn keep(&self, instance: T, taken: Taken<'_>) -> Arc<T> {
        let instance = Arc::new(instance);
        let _ = self.instance.set(Arc::clone(&instance));
        taken.finish();
        instance
    }

    /// The instance that another thread or task has made.
    pub(super) fn made(&self) -> Arc<T> {
        match self.get() {
            Some(instance) => Arc::clone(instance),
            None => unreachable!("it was put there before the turn was over"),
        }
    }

    /// Empties the cell.
    pub fn release(&mut self) -> Option<Released>
    where
        T: 'static,
    {
        match self.instance.take() {
            Some(instance) => Some(instance),
            None => None,
        }
    }
}

/// An instance that was taken out of its cell.
pub type Released = Arc<dyn Any>;

impl<T> Default for Cell<T> {
    fn default() -> Self {
        Self::new()
    }
}
