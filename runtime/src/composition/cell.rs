//! Where a shared instance is kept.

use std::any::Any;
use std::future::Future;
use std::sync::{Arc, Weak};

use async_lock::OnceCell;

/// Holds one instance, once it was made.
///
/// The once-cell makes it exactly once, whoever asks, from threads and from tasks. A constructor
/// that fails, panics or is dropped half-way leaves the cell empty, and the next who asks tries.
pub struct Cell<T>(OnceCell<Arc<T>>);

impl<T> Cell<T> {
    /// An empty cell.
    #[must_use]
    pub fn new() -> Self {
        Self(OnceCell::new())
    }

    /// The instance, if it was made: one atomic load.
    #[inline]
    pub(crate) fn get(&self) -> Option<&Arc<T>> {
        self.0.get()
    }

    /// The instance, made now if it was not. Blocks while another thread makes it.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn get_or_make<E>(&self, make: impl FnOnce() -> Result<T, E>) -> Result<&Arc<T>, E> {
        self.0.get_or_try_init_blocking(|| make().map(Arc::new))
    }

    /// The instance, made now if it was not. There is no other thread that could be making it.
    #[cfg(target_family = "wasm")]
    pub(crate) fn get_or_make<E>(&self, make: impl FnOnce() -> Result<T, E>) -> Result<&Arc<T>, E> {
        let made = self
            .0
            .get_or_try_init(|| std::future::ready(make().map(Arc::new)));
        super::polled_once(made).expect("an instance is made without waiting for another thread")
    }

    /// The instance, made now if it was not. Waits while another task makes it.
    pub(crate) async fn get_or_make_later<E>(
        &self,
        making: impl Future<Output = Result<T, E>> + Send,
    ) -> Result<&Arc<T>, E> {
        let made = || async move { making.await.map(Arc::new) };
        self.0.get_or_try_init(made).await
    }

    /// Empties the cell. If others hold the instance: what tells whether they still do.
    pub fn release(&mut self) -> Option<Left>
    where
        T: 'static,
    {
        let instance = self.0.take()?;
        let left: Left = Arc::<T>::downgrade(&instance);
        // Asked first and dropped then, it could be taken up in between.
        match Arc::into_inner(instance) {
            Some(_last) => None,
            None => Some(left),
        }
    }
}

/// An instance that somebody held when its cell was emptied.
pub type Left = Weak<dyn Any>;

impl<T> Default for Cell<T> {
    fn default() -> Self {
        Self::new()
    }
}
