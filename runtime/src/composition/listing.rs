//! What a composition lists, and how a constructor gets what it asks for.

use std::future::Future;
use std::marker::PhantomData;
use std::sync::Arc;

use super::cell::Cell;
use super::error::ConstructionError;
use super::events;
use super::graph::Needs;
use super::node::{Level, Making, Node};
use super::outcome::Outcome;
use super::polled_once;
use crate::component::{Component, Descriptor};
use crate::injection::{
    ByReference, InContext, Injectable, NoComponent, Owned, Parameter, Parameters, Singleton,
    Transient, Unmarked, Unstated, Unsuitable,
};
use crate::private::Guarded;

/// What a composition has: a component, an input, or an interface of a component.
///
/// `Needer` is there for the words of the compiler only: the component that asks for it. `Form` is
/// [`Pointed`] or [`Valued`]. What is listed is `Self`, and the composition an argument, so that the
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

/// Behind a pointer.
pub struct Pointed(());

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

/// A component's place in a composition.
pub trait Slot<const I: usize, T: 'static>: Sized {
    /// Where the instances live.
    type At: Level;
    /// The constructor, or one of a component that it needs, is `async`.
    const ASYNCHRONOUS: bool;

    /// How an instance is made.
    fn plan() -> impl Plan<T, At = Self::At>;

    /// Where the instance is kept, if it is shared.
    fn cell(node: &Node<Self::At>) -> Option<&Cell<T>>;
}

/// How the instances of a component are made.
pub trait Plan<T>: Send + 'static {
    /// Where the instances live.
    type At: Level;
    /// What the constructor asks for.
    const NEEDS: Needs;
    /// The constructor is `async`.
    const ASYNCHRONOUS: bool;
    /// What is known about the component.
    const DESCRIPTOR: &'static Descriptor;
    /// Its counters.
    #[cfg(feature = "metrics")]
    const USAGE: Option<&'static crate::usage::Usage>;

    /// Makes an instance of what the node sees.
    fn make(
        self,
        node: &Node<Self::At>,
    ) -> impl Future<Output = Result<T, ConstructionError>> + Send;
}

/// How the composition `A` makes a `T` that it lists in the section `S` of the level `L`, by a
/// constructor `F` with parameters `P`.
pub struct Wiring<A, L, S, T, P, F> {
    constructor: F,
    marker: PhantomData<Types<A, L, S, T, P>>,
}

/// No value of it is ever made.
type Types<A, L, S, T, P> = fn() -> (A, L, S, T, P);

/// The wiring of a constructor. That it holds is for [`Plan`] to say.
pub const fn wiring<A, L, S, T, P, F>(constructor: F) -> Wiring<A, L, S, T, P, F> {
    Wiring {
        constructor,
        marker: PhantomData,
    }
}

impl<A, L, S, T, P, F, Output, Construction> Plan<T> for Wiring<A, L, S, T, P, F>
where
    A: 'static,
    L: Level,
    S: 'static,
    T: Injectable<P, Output> + Guarded<Scope: ListedIn<A, L, S, T, P>> + Send + 'static,
    P: Parameters<Values: Send> + 'static,
    F: FnOnce(P::Values) -> Construction + Send + 'static,
    Construction: Future<Output = Output> + Send,
    Output: Outcome<T>,
{
    type At = L;
    const NEEDS: Needs = <T::Scope as ListedIn<A, L, S, T, P>>::NEEDS;
    const ASYNCHRONOUS: bool = <T as Injectable<P, Output>>::ASYNCHRONOUS;
    const DESCRIPTOR: &'static Descriptor = <T::Scope as ListedIn<A, L, S, T, P>>::DESCRIPTOR;
    #[cfg(feature = "metrics")]
    const USAGE: Option<&'static crate::usage::Usage> = <T as Guarded>::USAGE;

    async fn make(self, node: &Node<L>) -> Result<T, ConstructionError> {
        let name = Self::DESCRIPTOR.name;
        let values = <T::Scope as ListedIn<A, L, S, T, P>>::supply(node).await;
        let values = values.map_err(|error| error.needed_by(name))?;
        match (self.constructor)(values).await.outcome() {
            Ok(instance) => {
                events::made(name);
                Ok(instance)
            }
            Err(error) => {
                events::failed(name, &*error);
                Err(ConstructionError::new(name, error))
            }
        }
    }
}

/// The section of what the whole application shares.
pub struct Singletons(());

/// The section of what nobody shares.
pub struct Transients(());

/// A component that declares this scope may be listed in the section `S`, and gets what it needs.
#[ssot_macros::__diagnostic(AnotherScope)]
pub trait ListedIn<A, L: Level, Section, Component, P: Parameters> {
    /// What is known about the component.
    const DESCRIPTOR: &'static Descriptor;
    /// What the constructor asks for.
    const NEEDS: Needs;

    /// The values of the parameters.
    fn supply(node: &Node<L>) -> impl Future<Output = Result<P::Values, ConstructionError>> + Send;
}

macro_rules! listed {
    ($($scope:ty, $section:ty, [$($parameter:ident)?];)*) => {$(
        impl<A, L: Level, T, P: Parameters, $($parameter)?> ListedIn<A, L, $section, T, P> for $scope
        where
            A: SuppliesAll<L, P, T>,
            T: Component,
        {
            const DESCRIPTOR: &'static Descriptor = T::DESCRIPTOR;
            const NEEDS: Needs = <A as SuppliesAll<L, P, T>>::NEEDS;

            #[inline]
            fn supply(
                node: &Node<L>,
            ) -> impl Future<Output = Result<P::Values, ConstructionError>> + Send {
                <A as SuppliesAll<L, P, T>>::supply_all(node)
            }
        }
    )*};
}

listed! {
    Unstated, S, [S];
    Transient, Transients, [];
    Singleton, Singletons, [];
    InContext<C>, InContext<C>, [C];
}

impl<A, L: Level, S, T: Component, P: Parameters> ListedIn<A, L, S, T, P> for NoComponent {
    const DESCRIPTOR: &'static Descriptor = T::DESCRIPTOR;
    const NEEDS: Needs = Needs::Nothing;

    fn supply(
        _node: &Node<L>,
    ) -> impl Future<Output = Result<P::Values, ConstructionError>> + Send {
        std::future::pending()
    }
}

/// A composition that has everything a constructor asks for, where it is called.
pub trait SuppliesAll<L: Level, P: Parameters, Needer: ?Sized> {
    /// The components among it.
    const NEEDS: Needs;

    /// The values.
    fn supply_all(
        node: &Node<L>,
    ) -> impl Future<Output = Result<P::Values, ConstructionError>> + Send;
}

impl<A, L: Level, Needer: ?Sized> SuppliesAll<L, (), Needer> for A {
    const NEEDS: Needs = Needs::Nothing;

    async fn supply_all(_node: &Node<L>) -> Result<(), ConstructionError> {
        Ok(())
    }
}

impl<A, L: Level, First, Rest, Needer: ?Sized> SuppliesAll<L, (First, Rest), Needer> for A
where
    First: Parameter<Value: Send>,
    Rest: Parameters<Values: Send>,
    A: Supplies<L, First, Needer> + SuppliesAll<L, Rest, Needer>,
{
    const NEEDS: Needs = Needs::And(
        <A as Supplies<L, First, Needer>>::SLOT,
        &<A as SuppliesAll<L, Rest, Needer>>::NEEDS,
    );

    async fn supply_all(node: &Node<L>) -> Result<(First::Value, Rest::Values), ConstructionError> {
        let first = <A as Supplies<L, First, Needer>>::supply(node).await?;
        let rest = <A as SuppliesAll<L, Rest, Needer>>::supply_all(node).await?;
        Ok((first, rest))
    }
}

/// One of several constructors is marked.
#[ssot_macros::__diagnostic(NoneInjected)]
pub trait MarkedConstructor {}

impl<A, L: Level, Needer: MarkedConstructor> SuppliesAll<L, Unmarked, Needer> for A {
    const NEEDS: Needs = Needs::Nothing;

    async fn supply_all(_node: &Node<L>) -> Result<(), ConstructionError> {
        Ok(())
    }
}

/// The constructor takes and returns what a composition understands.
#[ssot_macros::__diagnostic(NotInjectable)]
pub trait SuitableConstructor {}

impl<A, L: Level, Needer: SuitableConstructor> SuppliesAll<L, Unsuitable, Needer> for A {
    const NEEDS: Needs = Needs::Nothing;

    async fn supply_all(_node: &Node<L>) -> Result<(), ConstructionError> {
        Ok(())
    }
}

/// A composition that has what one parameter asks for.
pub trait Supplies<L: Level, P: Parameter, Needer: ?Sized> {
    /// The component, if it is one.
    const SLOT: usize;

    /// The value.
    fn supply(node: &Node<L>) -> impl Future<Output = Result<P::Value, ConstructionError>> + Send;
}

impl<A, L: Level, T: ?Sized, Needer: ?Sized> Supplies<L, ByReference<T>, Needer> for A
where
    T: ListedBy<A, Needer, Pointed, At: SeenFrom<A, L, Needer, T>>,
{
    const SLOT: usize = <T as ListedBy<A, Needer, Pointed>>::SLOT;

    #[inline]
    fn supply(node: &Node<L>) -> impl Future<Output = Result<Arc<T>, ConstructionError>> + Send {
        <T as ListedBy<A, Needer, Pointed>>::later(SeenFrom::<A, L, Needer, T>::seen(node))
    }
}

impl<A, L: Level, T, Needer: ?Sized> Supplies<L, Owned<T>, Needer> for A
where
    T: ListedBy<A, Needer, Valued, At: SeenFrom<A, L, Needer, T>>,
    T::Entry: HandsOver<A, T::At, T, Needer>,
{
    const SLOT: usize = <T as ListedBy<A, Needer, Valued>>::SLOT;

    #[inline]
    fn supply(node: &Node<L>) -> impl Future<Output = Result<T, ConstructionError>> + Send {
        <T as ListedBy<A, Needer, Valued>>::Entry::hand_over(SeenFrom::<A, L, Needer, T>::seen(
            node,
        ))
    }
}

/// Whoever has a `T` has an `Arc` of it.
impl<A, T: ?Sized, Needer: ?Sized> ListedBy<A, Needer, Valued> for Arc<T>
where
    T: ListedBy<A, Needer, Pointed>,
{
    type At = <T as ListedBy<A, Needer, Pointed>>::At;
    type Entry = Pointer;
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

/// How something is handed over by value.
#[ssot_macros::__diagnostic(SharedByValue)]
pub trait HandsOver<A, L: Level, T, Needer: ?Sized> {
    /// The value.
    fn hand_over(node: &Node<L>) -> impl Future<Output = Result<T, ConstructionError>> + Send;
}

/// A pointer to something: another pointer.
pub struct Pointer(());

/// An input: a clone.
pub struct Input(());

/// The scope of a context, which nobody gets by value.
pub struct TheScope(());

/// A shared component, which nobody gets by value.
pub struct Shared(());

/// An interface of a component, which has no value.
pub struct View(());

/// A transient component, at its slot: a new instance.
pub struct Fresh<const I: usize>(());

impl<A, L: Level, T: ?Sized, Needer: ?Sized> HandsOver<A, L, Arc<T>, Needer> for Pointer
where
    T: ListedBy<A, Needer, Pointed, At = L>,
{
    #[inline]
    fn hand_over(node: &Node<L>) -> impl Future<Output = Result<Arc<T>, ConstructionError>> + Send {
        <T as ListedBy<A, Needer, Pointed>>::later(node)
    }
}

impl<A, L: Level, T: Clone + Send + Sync, Needer: ?Sized> HandsOver<A, L, T, Needer> for Input
where
    T: ListedBy<A, Needer, Valued, At = L>,
{
    fn hand_over(node: &Node<L>) -> impl Future<Output = Result<T, ConstructionError>> + Send {
        let input = <T as ListedBy<A, Needer, Valued>>::now(node);
        async move { input.map(|input| (*input).clone()) }
    }
}

impl<A, L: Level, T, Needer: ?Sized, const I: usize> HandsOver<A, L, T, Needer> for Fresh<I>
where
    A: Slot<I, T, At = L>,
    T: 'static,
{
    fn hand_over(node: &Node<L>) -> impl Future<Output = Result<T, ConstructionError>> + Send {
        fresh::<A, I, T>(node)
    }
}

/// A new instance.
async fn fresh<A, const I: usize, T>(node: &Node<A::At>) -> Result<T, ConstructionError>
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
    std::boxed::Box::pin(A::plan().make(node))
}

/// Makes an instance without waiting.
fn make<A, const I: usize, T>(node: &Node<A::At>) -> Result<T, ConstructionError>
where
    A: Slot<I, T>,
    T: 'static,
{
    carry_out(A::plan(), node)
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
    std::boxed::Box::pin(async move { T::later(node).await.map(drop) })
}
