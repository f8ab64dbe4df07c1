//! What it means to have something: how it is asked for, for how long it is given, and how it is handed over.

use std::future::Future;
use std::sync::Arc;

use super::error::ConstructionError;
use super::node::{Level, Node};
use super::timing::{Answer, Making};

/// How a composition has a `T` that lives in scopes of the level `At`.
pub trait Had<Composition, At: Level<Composition>, T: ?Sized> {
    /// How long it may be held: [`ToKeep`] or [`ForTheCall`].
    type Given;
    /// [`Immediate`](super::timing::Immediate), if it may be asked for without waiting.
    type Timing;
    /// The place among the components; [`NO_SLOT`](super::graph::NO_SLOT) of what is none.
    const SLOT: usize;
    /// Making it waits: it is known only to [`Had::later`] then, until it was made.
    const WAITS: bool;

    /// The instance, if it can be had without waiting.
    ///
    /// # Errors
    ///
    /// Its constructor fails, or it would have to be waited for.
    fn now(node: &Node<Composition, At>) -> Result<Arc<T>, ConstructionError>;

    /// The instance.
    fn later(node: &Node<Composition, At>) -> Making<'_, Arc<T>>;
}

/// The instance, without a future where making it does not wait.
pub(super) fn answered<A, L: Level<A>, T: ?Sized, How: Had<A, L, T>>(
    node: &Node<A, L>,
) -> Answer<'_, T> {
    if How::WAITS {
        Answer::Making(How::later(node))
    } else {
        Answer::Had(How::now(node))
    }
}

/// The instance, for whoever waits for it in any case.
pub(super) async fn awaited<A, L: Level<A>, T: ?Sized, How: Had<A, L, T>>(
    node: &Node<A, L>,
) -> Result<Arc<T>, ConstructionError> {
    let making = match answered::<A, L, T, How>(node) {
        Answer::Had(instance) => return instance,
        Answer::Making(making) => making,
    };
    making.await
}

/// Whoever asks for it may keep it.
pub struct ToKeep(());

/// It is lent for the call of a constructor: kept, it would outlive its scope.
pub struct ForTheCall(());

/// It is given in this form.
pub trait As<Form> {}

impl<Form> As<Form> for ToKeep {}

impl As<Lent> for ForTheCall {}

/// Behind a pointer, to keep.
pub struct Pointed(());

/// Lent for the call of a constructor.
pub struct Lent(());

/// By value, which an `Arc` is too.
pub struct Valued(());

/// How something is handed over by value.
pub trait Gives<A, L: Level<A>, T> {
    /// The value, where it does not wait.
    ///
    /// # Errors
    ///
    /// It cannot be made.
    fn give(node: &Node<A, L>) -> Result<T, ConstructionError>;

    /// The value, where it may.
    fn give_later(node: &Node<A, L>) -> impl Future<Output = Result<T, ConstructionError>> + Send;
}

/// Something that `Needer` may have by value.
#[ssot_macros::__diagnostic(SharedByValue)]
pub trait HandsOver<A, L: Level<A>, T, Needer: ?Sized>: Gives<A, L, T> {}
