//! Making an instance, once or each time, now or by constructors that wait.

use std::boxed::Box;
use std::future::{poll_fn, ready};
use std::sync::Arc;

use super::error::ConstructionError;
use super::makes::{Makes, Pace, Plan};
use super::node::{Level, Node};
use super::timing::{Asynchronous, Immediate, Making, Settled, WaitsAt};

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

impl Pace for Immediate {
    const WAITS: bool = false;

    fn shared<A, S, T: Makes<A, S>>(node: &Node<A, T::At>) -> Making<'_, Arc<T>> {
        Box::pin(async move {
            make_shared::<A, S, T>(node)?;
            Ok(Arc::clone(T::cell(node).made()))
        })
    }

    fn fresh_later<A, S, T: Makes<A, S>>(node: &Node<A, T::At>) -> Making<'_, T> {
        Box::pin(async move { fresh::<A, S, T>(node) })
    }

    fn kept<A, S, T: Makes<A, S>>(node: &Node<A, T::At>) -> Making<'_, ()> {
        Box::pin(ready(make_shared::<A, S, T>(node)))
    }
}

impl Pace for Asynchronous {
    const WAITS: bool = true;

    fn shared<A, S, T: Makes<A, S>>(node: &Node<A, T::At>) -> Making<'_, Arc<T>> {
        // The cell is not held while it waits: that a component can be sent is for the cells of its level to say.
        Box::pin(async move {
            let (turn, name) = (
                &T::cell(node).turn,
                <T::At as Level<A>>::GRAPH.rows[T::SLOT].name,
            );
            let Some(taken) = turn.begin_later(name).await? else {
                return Ok(Arc::clone(T::cell(node).made()));
            };
            let mut making = Self::fresh_later::<A, S, T>(node);
            let made = poll_fn(|context| {
                let _running = taken.run(name);
                making.as_mut().poll(context)
            });
            let instance = made.await?;
            Ok(Arc::clone(T::cell(node).keep(instance, taken)))
        })
    }

    /// Behind a pointer: in its own type, that of everything it needs would be part of it.
    fn fresh_later<A, S, T: Makes<A, S>>(node: &Node<A, T::At>) -> Making<'_, T> {
        Box::pin(async move {
            let made = T::plan().make_later(node).await;
            made.map_err(|error| error.at(T::SLOT))
        })
    }

    fn kept<A, S, T: Makes<A, S>>(node: &Node<A, T::At>) -> Making<'_, ()> {
        Box::pin(async move { Self::shared::<A, S, T>(node).await.map(drop) })
    }
}

impl<C: WaitsAt<Slot>, Slot> Pace for Settled<C, Slot> {
    const WAITS: bool = C::WAITS;

    fn shared<A, S, T: Makes<A, S>>(node: &Node<A, T::At>) -> Making<'_, Arc<T>> {
        if C::WAITS {
            Asynchronous::shared::<A, S, T>(node)
        } else {
            Immediate::shared::<A, S, T>(node)
        }
    }

    fn fresh_later<A, S, T: Makes<A, S>>(node: &Node<A, T::At>) -> Making<'_, T> {
        if C::WAITS {
            Asynchronous::fresh_later::<A, S, T>(node)
        } else {
            Immediate::fresh_later::<A, S, T>(node)
        }
    }

    fn kept<A, S, T: Makes<A, S>>(node: &Node<A, T::At>) -> Making<'_, ()> {
        if C::WAITS {
            Asynchronous::kept::<A, S, T>(node)
        } else {
            Immediate::kept::<A, S, T>(node)
        }
    }
}

/// The error of whoever does not wait for what has to be waited for.
#[cold]
pub(super) fn to_be_waited_for(component: &'static str) -> ConstructionError {
    let reason = "it has to be waited for: ask by `get_async`, or call `warm_up_async` before";
    ConstructionError::new(component, reason.into())
}

/// Makes the one instance of a shared component, unless it was made, if that does not wait.
///
/// # Errors
///
/// Its constructor fails, or it would have to be waited for.
// Away from where it is asked for, which is short without it. All in one function, and without `?`: each that it
// calls would be compiled for each component.
#[cold]
pub fn make_shared<A, S, T: Makes<A, S>>(node: &Node<A, T::At>) -> Result<(), ConstructionError> {
    let (cell, name) = (T::cell(node), <T::At as Level<A>>::GRAPH.rows[T::SLOT].name);
    if T::Pace::WAITS {
        return match cell.instance.get() {
            Some(_) => Ok(()),
            None => Err(to_be_waited_for(name)),
        };
    }
    let taken = match cell.turn.begin(name) {
        Ok(Some(taken)) => taken,
        Ok(None) => return Ok(()),
        Err(error) => return Err(error),
    };
    match T::plan().make(node) {
        Ok(instance) => {
            // The closure borrows it, so that there is nothing to drop in those that the standard library puts around it.
            let mut instance = Some(Arc::new(instance));
            cell.instance.get_or_init(|| match instance.take() {
                Some(instance) => instance,
                None => unreachable!("whoever has the turn stores one instance"),
            });
            taken.finish();
            Ok(())
        }
        Err(error) => Err(error.at(T::SLOT)),
    }
}

/// A new instance of what does not wait.
pub(super) fn fresh<A, S, T: Makes<A, S>>(node: &Node<A, T::At>) -> Result<T, ConstructionError> {
    // The compiler refuses it elsewhere than in a generic composition.
    if T::Pace::WAITS {
        let name = <T::At as Level<A>>::GRAPH.rows[T::SLOT].name;
        return Err(to_be_waited_for(name));
    }
    match T::plan().make(node) {
        Err(error) => Err(error.at(T::SLOT)),
        made => made,
    }
}

/// The instance, changed.
pub(super) fn changed<'n, T: 'n, U: 'n>(
    making: Making<'n, T>,
    change: impl FnOnce(T) -> U + Send + 'n,
) -> Making<'n, U> {
    Box::pin(async move { making.await.map(change) })
}
