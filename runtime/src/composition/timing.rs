//! Whether making an instance waits, as types that say so and the future that does.

use std::boxed::Box;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use super::error::ConstructionError;

/// An instance in the making.
pub type Making<'a, T> = Pin<Box<dyn Future<Output = Result<T, ConstructionError>> + Send + 'a>>;

/// What whoever may wait for an instance is answered.
pub enum Answer<'a, T: ?Sized> {
    /// Nobody has to wait.
    Had(Result<Arc<T>, ConstructionError>),
    /// It is in the making.
    Making(Making<'a, Arc<T>>),
}

/// Made without waiting.
///
/// This and [`Asynchronous`] are two types and no value, so that nothing of a future is compiled for what does not wait. They
/// also say whether `get` and `warm_up` may be called.
pub struct Immediate(());

/// Made by an `async` constructor, or of something that is.
pub struct Asynchronous(());

/// What a generic composition has at a slot: whether it waits follows from the types that it is used with, which no constant of a
/// type may depend on.
pub struct Settled<A, Slot>(PhantomData<(A, Slot)>);

/// Whether making what the composition has at a slot waits.
pub trait WaitsAt<Slot> {
    /// Making it waits.
    const WAITS: bool;
}

/// `T` is made without waiting.
///
/// # Safety
///
/// All implementations stand here.
#[expect(
    unsafe_code,
    reason = "safe code must not be able to turn the refusal off"
)]
#[ssot_macros::__diagnostic(MadeLater)]
pub unsafe trait AtOnce<T: ?Sized> {}

#[expect(
    unsafe_code,
    reason = "safe code must not be able to turn the refusal off"
)]
unsafe impl<T: ?Sized> AtOnce<T> for Immediate {}

// Whether it waits is known where it is asked for, and then an error.
#[expect(
    unsafe_code,
    reason = "safe code must not be able to turn the refusal off"
)]
unsafe impl<T: ?Sized, A, Slot> AtOnce<T> for Settled<A, Slot> {}

/// Nothing waits.
///
/// # Safety
///
/// All implementations stand here.
#[expect(
    unsafe_code,
    reason = "safe code must not be able to turn the refusal off"
)]
#[ssot_macros::__diagnostic(WarmsUpLater)]
pub unsafe trait WithoutWaiting {}

#[expect(
    unsafe_code,
    reason = "safe code must not be able to turn the refusal off"
)]
unsafe impl WithoutWaiting for Immediate {}
