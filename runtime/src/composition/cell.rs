//! Where a shared instance is kept.

use std::sync::{Arc, OnceLock};

use super::turn::{Taken, Turn};

/// Holds one instance, once it was made.
///
/// Whoever has the turn makes it, and all others wait, threads and tasks alike. A constructor that fails, panics or is
/// dropped half-way leaves the cell empty, and the next who asks tries.
pub struct Cell<T> {
    pub(super) instance: OnceLock<Arc<T>>,
    /// Whose turn it is to make the instance.
    pub(super) turn: Turn,
}

impl<T> Cell<T> {
    /// An empty cell: a constant, since a function would be compiled for each type.
    #[cfg(not(loom))]
    #[allow(clippy::declare_interior_mutable_const)]
    pub const EMPTY: Self = Self {
        instance: OnceLock::new(),
        turn: Turn::new(),
    };

    /// An empty cell: the model checker's can be no constant.
    #[cfg(loom)]
    #[must_use]
    pub fn empty() -> Self {
        Self {
            instance: OnceLock::new(),
            turn: Turn::new(),
        }
    }

    /// Stores the instance, and ends the turn of whoever made it.
    pub(super) fn keep(&self, instance: T, taken: Taken<'_>) -> &Arc<T> {
        let kept = self.instance.get_or_init(|| Arc::new(instance));
        taken.finish();
        kept
    }

    /// The instance that another thread or task has made.
    pub(super) fn made(&self) -> &Arc<T> {
        match self.instance.get() {
            Some(instance) => instance,
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
pub type Released = Arc<dyn Instance>;

/// Whatever a cell can hold.
pub trait Instance {}

impl<T> Instance for T {}

/// An empty cell.
#[cfg(not(loom))]
#[doc(hidden)]
#[macro_export]
macro_rules! __empty_cell {
    () => {
        $crate::composed::Cell::EMPTY
    };
}

/// An empty cell.
#[cfg(loom)]
#[doc(hidden)]
#[macro_export]
macro_rules! __empty_cell {
    () => {
        $crate::composed::Cell::empty()
    };
}
