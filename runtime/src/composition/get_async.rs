//! The future of an instance.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll};

use super::error::ConstructionError;
use super::node::{Level, Node};
use super::timing::{Answer, Making};

/// The future that [`OpenScope::get_async`](crate::OpenScope::get_async) returns. Nothing is made before it is first polled.
///
/// It asks nothing of `T`: whether a composition has a `T` is asked where `get_async` is called, and what is wrong with it is
/// thus reported there, and not once more at each use of the future.
#[must_use = "nothing is made until it is awaited"]
pub struct GetAsync<'s, A, C: Level<A>, T: ?Sized> {
    scope: &'s Node<A, C>,
    ask: fn(&'s Node<A, C>) -> Answer<'s, T>,
    making: Option<Making<'s, Arc<T>>>,
}

impl<'s, A, C: Level<A>, T: ?Sized> GetAsync<'s, A, C, T> {
    pub(super) fn new(scope: &'s Node<A, C>, ask: fn(&'s Node<A, C>) -> Answer<'s, T>) -> Self {
        Self {
            scope,
            ask,
            making: None,
        }
    }
}

impl<A, C: Level<A>, T: ?Sized> Future for GetAsync<'_, A, C, T> {
    type Output = Result<Arc<T>, ConstructionError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut task::Context<'_>) -> Poll<Self::Output> {
        let making = match self.making.take() {
            Some(making) => making,
            None => match (self.ask)(self.scope) {
                Answer::Had(instance) => return Poll::Ready(instance),
                Answer::Making(making) => making,
            },
        };
        self.making.insert(making).as_mut().poll(context)
    }
}

impl<A, C: Level<A>, T: ?Sized> fmt::Debug for GetAsync<'_, A, C, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("GetAsync").finish_non_exhaustive()
    }
}
