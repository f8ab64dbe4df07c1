//! Making an instance, once or each time, now or by constructors that wait.

use std::boxed::Box;
use std::future::{Future, poll_fn, ready};
use std::pin::Pin;
use std::sync::Arc;

use super::error::ConstructionError;
use super::node::Node;
use super::plan::{Makes, Plan};

/// An instance in the making.
pub type Making<'a, T> = Pin<Box<dyn Future<Output = Result<T, ConstructionError>> + Send + 'a>>;

/// Made without waiting.
///
/// This and [`Asynchronous`] are two types and no value, so that nothing of a future is compiled for what does not wait. They
/// also say whether `get` and `warm_up` may be called.
pub struct Immediate(());

/// Made by an `async` constructor, or of something that is.
pub struct Asynchronous(());

/// Says which of the two a component is, of a constant.
pub struct TimingOf<const ASYNCHRONOUS: bool>(());

/// See [`TimingOf`].
pub trait HasTiming {
    /// [`Immediate`] or [`Asynchronous`].
    type Timing: Pace;
}

impl HasTiming for TimingOf<false> {
    type Timing = Immediate;
}

impl HasTiming for TimingOf<true> {
    type Timing = Asynchronous;
}

/// How a component is made, if it does wait and if it does not.
pub trait Pace {
    /// Making it waits.
    const WAITS: bool;

    /// The one instance of a shared component, which was not made before, if that does not wait.
    ///
    /// # Errors
    ///
    /// Its constructor fails, or it would have to be waited for.
    fn first<A, const I: usize, T: Makes<A, I>>(
        node: &Node<T::At>,
    ) -> Result<Arc<T>, ConstructionError>;

    /// The one instance of a shared component.
    fn shared<A, const I: usize, T: Makes<A, I>>(node: &Node<T::At>) -> Making<'_, Arc<T>>;

    /// A new instance.
    fn fresh_later<A, const I: usize, T: Makes<A, I>>(node: &Node<T::At>) -> Making<'_, T>;

    /// Makes what is shared, without handing it out.
    fn kept<A, const I: usize, T: Makes<A, I>>(node: &Node<T::At>) -> Making<'_, ()>;
}

impl Pace for Immediate {
    const WAITS: bool = false;

    fn first<A, const I: usize, T: Makes<A, I>>(
        node: &Node<T::At>,
    ) -> Result<Arc<T>, ConstructionError> {
        let cell = T::cell(node);
        let Some(taken) = cell.turn().begin(T::NAME)? else {
            return Ok(cell.made());
        };
        let running = taken.run(T::NAME);
        let made = fresh::<A, I, T>(node);
        drop(running);
        match made {
            Ok(instance) => Ok(cell.keep(instance, taken)),
            Err(error) => Err(error),
        }
    }

    fn shared<A, const I: usize, T: Makes<A, I>>(node: &Node<T::At>) -> Making<'_, Arc<T>> {
        Box::pin(async move { shared::<A, I, T>(node) })
    }

    fn fresh_later<A, const I: usize, T: Makes<A, I>>(node: &Node<T::At>) -> Making<'_, T> {
        Box::pin(async move { fresh::<A, I, T>(node) })
    }

    fn kept<A, const I: usize, T: Makes<A, I>>(node: &Node<T::At>) -> Making<'_, ()> {
        Box::pin(ready(shared::<A, I, T>(node).map(drop)))
    }
}

impl Pace for Asynchronous {
    const WAITS: bool = true;

    fn first<A, const I: usize, T: Makes<A, I>>(
        _: &Node<T::At>,
    ) -> Result<Arc<T>, ConstructionError> {
        Err(to_be_waited_for(T::NAME))
    }

    fn shared<A, const I: usize, T: Makes<A, I>>(node: &Node<T::At>) -> Making<'_, Arc<T>> {
        // The cell is not held while it waits: that a component can be sent is for the cells of its level to say.
        Box::pin(async move {
            let turn = T::cell(node).turn();
            let Some(taken) = turn.begin_later(T::NAME).await? else {
                return Ok(T::cell(node).made());
            };
            let mut making = Self::fresh_later::<A, I, T>(node);
            let made = poll_fn(|context| {
                let _running = taken.run(T::NAME);
                making.as_mut().poll(context)
            });
            let instance = made.await?;
            Ok(T::cell(node).keep(instance, taken))
        })
    }

    /// Behind a pointer: in its own type, that of everything it needs would be part of it.
    fn fresh_later<A, const I: usize, T: Makes<A, I>>(node: &Node<T::At>) -> Making<'_, T> {
        Box::pin(async move {
            let made = T::plan().make_later(node).await;
            made.map_err(|error| error.at(I))
        })
    }

    fn kept<A, const I: usize, T: Makes<A, I>>(node: &Node<T::At>) -> Making<'_, ()> {
        Box::pin(async move { Self::shared::<A, I, T>(node).await.map(drop) })
    }
}

/// The error of whoever does not wait for what has to be waited for.
#[cold]
fn to_be_waited_for(component: &'static str) -> ConstructionError {
    let reason = "it has to be waited for: ask by `get_async`, or call `warm_up_async` before";
    ConstructionError::new(component, reason.into())
}

/// A new instance of what does not wait.
pub(super) fn fresh<A, const I: usize, T: Makes<A, I>>(
    node: &Node<T::At>,
) -> Result<T, ConstructionError> {
    match T::plan().make(node) {
        Err(error) => Err(error.at(I)),
        made => made,
    }
}

/// The one instance of a shared component, if it can be had without waiting.
///
/// # Errors
///
/// Its constructor fails, or it would have to be waited for.
#[inline]
pub fn shared<A, const I: usize, T: Makes<A, I>>(
    node: &Node<T::At>,
) -> Result<Arc<T>, ConstructionError> {
    match T::cell(node).get() {
        Some(instance) => Ok(Arc::clone(instance)),
        None => T::Pace::first::<A, I, T>(node),
    }
}

/// A new instance of a transient component, behind a pointer.
///
/// # Errors
///
/// Its constructor fails.
pub fn unshared<A, const I: usize, T: Makes<A, I>>(
    node: &Node<T::At>,
) -> Result<Arc<T>, ConstructionError> {
    match fresh::<A, I, T>(node) {
        Ok(instance) => Ok(Arc::new(instance)),
        Err(error) => Err(error),
    }
}

/// The same, where its constructor may wait.
pub fn unshared_later<A, const I: usize, T: Makes<A, I>>(node: &Node<T::At>) -> Making<'_, Arc<T>> {
    changed(T::Pace::fresh_later::<A, I, T>(node), Arc::new)
}

/// The instance, changed.
pub fn changed<'n, T: 'n, U: 'n>(making: Making<'n, T>, change: fn(T) -> U) -> Making<'n, U> {
    Box::pin(async move { making.await.map(change) })
}
