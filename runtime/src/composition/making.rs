//! Making an instance, once or each time, now or by constructors that wait.

use std::boxed::Box;
use std::sync::Arc;

use super::error::ConstructionError;
use super::listing::{ListedBy, Pointed, ThisCall};
use super::node::{Level, Making, Node};
use super::plan::{Plan, Slot};
use super::polled_once;

/// A new instance.
pub(super) async fn fresh<A, const I: usize, T>(node: &Node<A::At>) -> Result<T, ConstructionError>
where
    A: Slot<I, T>,
    T: 'static,
{
    if A::ASYNCHRONOUS {
        boxed::<A, I, T>(node).await
    } else {
        make::<A, I, T>(node)
    }
}

/// The future behind a pointer: in its own type, that of everything it needs would be part of it.
fn boxed<A, const I: usize, T>(node: &Node<A::At>) -> Making<'_, T>
where
    A: Slot<I, T>,
    T: 'static,
{
    Box::pin(async move { A::plan().make(node).await.map_err(|error| error.at(I)) })
}

/// Makes an instance without waiting.
fn make<A, const I: usize, T>(node: &Node<A::At>) -> Result<T, ConstructionError>
where
    A: Slot<I, T>,
    T: 'static,
{
    carry_out(A::plan(), node).map_err(|error| error.at(I))
}

fn carry_out<P: Plan<T>, T>(plan: P, node: &Node<P::At>) -> Result<T, ConstructionError> {
    polled_once(plan.make(node)).unwrap_or_else(|| {
        let reason = "its constructor is `async`, and it was asked for without waiting";
        Err(ConstructionError::new(P::DESCRIPTOR.name, reason.into()))
    })
}

/// The instance of a slot, as a `V`.
///
/// # Errors
///
/// Its constructor fails.
#[inline]
pub fn now<A, const I: usize, T, V: ?Sized>(
    node: &Node<A::At>,
    view: fn(Arc<T>) -> Arc<V>,
) -> Result<Arc<V>, ConstructionError>
where
    A: Slot<I, T>,
    T: 'static,
{
    let instance = match A::cell(node) {
        Some(cell) => match cell.get() {
            Some(instance) => Arc::clone(instance),
            None => Arc::clone(cell.get_or_make(|| make::<A, I, T>(node))?),
        },
        None => Arc::new(make::<A, I, T>(node)?),
    };
    Ok(view(instance))
}

/// The instance of a slot, as a `V`, by constructors that may wait.
///
/// # Errors
///
/// Its constructor fails.
#[inline]
pub async fn later<A, const I: usize, T, V: ?Sized>(
    node: &Node<A::At>,
    view: fn(Arc<T>) -> Arc<V>,
) -> Result<Arc<V>, ConstructionError>
where
    A: Slot<I, T>,
    T: 'static,
{
    // What does not wait is made in one go: a task that was put aside while it makes something would
    // keep a thread waiting that asks for the same.
    if !A::ASYNCHRONOUS {
        return now::<A, I, T, V>(node, view);
    }
    let instance = match A::cell(node) {
        Some(cell) => match cell.get() {
            Some(instance) => Arc::clone(instance),
            None => Arc::clone(cell.get_or_make_later(boxed::<A, I, T>(node)).await?),
        },
        None => Arc::new(boxed::<A, I, T>(node).await?),
    };
    Ok(view(instance))
}

/// Makes what is listed, without handing it out.
///
/// # Errors
///
/// Its constructor fails.
pub fn kept_now<A, T, L>(node: &Node<L>) -> Result<(), ConstructionError>
where
    T: ListedBy<A, ThisCall, Pointed, At = L>,
    L: Level,
{
    T::now(node).map(drop)
}

/// Makes what is listed, by constructors that may wait, without handing it out.
pub fn kept_later<A, T, L>(node: &Node<L>) -> Making<'_, ()>
where
    T: ListedBy<A, ThisCall, Pointed, At = L>,
    L: Level,
{
    Box::pin(async move { T::later(node).await.map(drop) })
}
