//! State that several tasks look at.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A value behind a lock that outlives a panic.
#[derive(Debug, Default)]
pub(crate) struct Shared<T>(Mutex<T>);

impl<T> Shared<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Mutex::new(value))
    }

    /// Every critical section leaves the value whole, so a panic elsewhere does not spoil it. None
    /// waits for anything, so a task may lock.
    pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
