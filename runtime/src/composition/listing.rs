//! What a composition lists, and who may ask for it.

use std::future::Future;
use std::sync::Arc;

use super::error::ConstructionError;
use super::node::{Level, Node};

/// What a composition has: a component, an input, or an interface of a component.
///
/// `Needer` is there for the words of the compiler only: the component that asks for it. `Form` is
/// [`Lent`], [`Pointed`] or [`Valued`]. What is listed is `Self`, and the composition an argument, so that the
/// compiler does not conclude from the only thing that is listed what somebody asks for.
#[ssot_macros::__diagnostic(NotListed)]
pub trait ListedBy<Composition, Needer: ?Sized, Form> {
    /// Where the instances live.
    type At: Level;
    /// How an instance is handed over to somebody who asks for it by value.
    type Entry;
    /// [`Immediate`] or [`Asynchronous`].
    type Timing;
    /// The place among the components; [`NO_SLOT`] of what is none.
    const SLOT: usize;

    /// The instance.
    ///
    /// # Errors
    ///
    /// Its constructor fails.
    fn now(node: &Node<Self::At>) -> Result<Arc<Self>, ConstructionError>;

    /// The instance, by constructors that may wait.
    fn later(
        node: &Node<Self::At>,
    ) -> impl Future<Output = Result<Arc<Self>, ConstructionError>> + Send;
}

/// The slot of what is no component.
pub const NO_SLOT: usize = usize::MAX;

/// Stands for whoever calls `get`, in the words of the compiler.
pub struct ThisCall(());

/// Behind a pointer, to keep.
pub struct Pointed(());

/// Lent for the call of a constructor.
pub struct Lent(());

/// By value, which an `Arc` is too.
pub struct Valued(());

/// Each scope of the level `From` is within one of this level, or is one.
#[ssot_macros::__diagnostic(ShorterLived)]
pub trait SeenFrom<Composition, From: Level, Needer: ?Sized, T: ?Sized>: Level {
    /// The node that a scope sees.
    fn seen(node: &Node<From>) -> &Node<Self>;
}

/// Made without waiting.
pub struct Immediate(());

/// Made by an `async` constructor, or of something that is.
pub struct Asynchronous(());

/// Says which of the two a component is, of a constant.
pub struct TimingOf<const ASYNCHRONOUS: bool>(());

/// See [`TimingOf`].
pub trait HasTiming {
    /// [`Immediate`] or [`Asynchronous`].
    type Timing;
}

impl HasTiming for TimingOf<false> {
    type Timing = Immediate;
}

impl HasTiming for TimingOf<true> {
    type Timing = Asynchronous;
}

/// `T` is made without waiting.
#[ssot_macros::__diagnostic(MadeLater)]
pub trait AtOnce<T: ?Sized> {}

impl<T: ?Sized> AtOnce<T> for Immediate {}

/// What a scope of the level `L` can be asked for.
pub trait Resolves<L: Level, T: ?Sized> {
    /// [`Immediate`] or [`Asynchronous`].
    type Timing;

    /// The instance.
    ///
    /// # Errors
    ///
    /// Its constructor fails.
    fn now(node: &Node<L>) -> Result<Arc<T>, ConstructionError>;

    /// The instance, by constructors that may wait.
    fn later(node: &Node<L>) -> impl Future<Output = Result<Arc<T>, ConstructionError>> + Send;
}

impl<A, L: Level, T: ?Sized> Resolves<L, T> for A
where
    T: ListedBy<A, ThisCall, Pointed, At: SeenFrom<A, L, ThisCall, T>>,
{
    type Timing = <T as ListedBy<A, ThisCall, Pointed>>::Timing;

    #[inline]
    fn now(node: &Node<L>) -> Result<Arc<T>, ConstructionError> {
        <T as ListedBy<A, ThisCall, Pointed>>::now(SeenFrom::<A, L, ThisCall, T>::seen(node))
    }

    #[inline]
    fn later(node: &Node<L>) -> impl Future<Output = Result<Arc<T>, ConstructionError>> + Send {
        <T as ListedBy<A, ThisCall, Pointed>>::later(SeenFrom::<A, L, ThisCall, T>::seen(node))
    }
}

/// Whoever has a `T` has an `Arc` of it.
impl<A, T: ?Sized, Needer: ?Sized> ListedBy<A, Needer, Valued> for Arc<T>
where
    T: ListedBy<A, Needer, Pointed>,
{
    type At = <T as ListedBy<A, Needer, Pointed>>::At;
    type Entry = super::supply::Pointer;
    type Timing = <T as ListedBy<A, Needer, Pointed>>::Timing;
    const SLOT: usize = <T as ListedBy<A, Needer, Pointed>>::SLOT;

    fn now(node: &Node<Self::At>) -> Result<Arc<Arc<T>>, ConstructionError> {
        <T as ListedBy<A, Needer, Pointed>>::now(node).map(Arc::new)
    }

    fn later(
        node: &Node<Self::At>,
    ) -> impl Future<Output = Result<Arc<Arc<T>>, ConstructionError>> + Send {
        let making = <T as ListedBy<A, Needer, Pointed>>::later(node);
        async move { making.await.map(Arc::new) }
    }
}
