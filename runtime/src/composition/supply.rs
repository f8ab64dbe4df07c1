//! What a constructor asks for, and how it gets it.

use std::future::Future;
use std::sync::Arc;

use super::error::ConstructionError;
use super::graph::Needs;
use super::listing::{Lent, ListedBy, Pointed, SeenFrom, Valued};
use super::making::fresh;
use super::node::{Level, Node};
use super::plan::Slot;
use crate::injection::{
    ByReference, Owned, Parameter, Parameters, Reported, Told, Unmarked, Unsuitable,
};

/// What a constructor takes, as the composition `A` gives it. `Ways` is what the compiler tells the ways apart by.
pub trait Provided<A, Needer: ?Sized, Ways> {
    /// The parameters.
    type Parameters: Parameters;
}

impl<A, Needer: ?Sized, P: Parameters> Provided<A, Needer, ()> for Told<P> {
    type Parameters = P;
}

impl<A, Needer: ?Sized> Provided<A, Needer, ()> for () {
    type Parameters = ();
}

impl<A, Needer: ?Sized, First, Rest, Way, Ways> Provided<A, Needer, (Way, Ways)> for (First, Rest)
where
    First: ProvidedBy<A, Needer, Way>,
    Rest: Provided<A, Needer, Ways>,
{
    type Parameters = (First::Parameter, Rest::Parameters);
}

/// One type that a constructor takes: lent if it is a reference, and else what the composition has by value.
pub trait ProvidedBy<A, Needer: ?Sized, Way> {
    /// The parameter.
    type Parameter: Parameter;
}

impl<A, Needer: ?Sized, T: ?Sized + 'static> ProvidedBy<A, Needer, Lent> for &T {
    type Parameter = ByReference<T>;
}

impl<A, Needer: ?Sized, T> ProvidedBy<A, Needer, Valued> for T
where
    T: ListedBy<A, Needer, Valued>,
{
    type Parameter = Owned<T>;
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

impl<A, L: Level, Needer: ?Sized> SuppliesAll<L, Reported, Needer> for A {
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

impl<A, L: Level, T: ?Sized + 'static, Needer: ?Sized> Supplies<L, ByReference<T>, Needer> for A
where
    T: ListedBy<A, Needer, Lent, At: SeenFrom<A, L, Needer, T>>,
{
    const SLOT: usize = <T as ListedBy<A, Needer, Lent>>::SLOT;

    #[inline]
    fn supply(node: &Node<L>) -> impl Future<Output = Result<Arc<T>, ConstructionError>> + Send {
        <T as ListedBy<A, Needer, Lent>>::later(SeenFrom::<A, L, Needer, T>::seen(node))
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
