//! What a constructor asks for, and whether a composition has it.

use std::future::Future;
use std::marker::PhantomData;
use std::sync::Arc;

use super::error::ConstructionError;
use super::had::{Gives, Had, HandsOver, Lent, Pointed, Valued, awaited};
use super::listing::{ListedBy, ListsOnce};
use super::node::{Level, Node, Seen, SeenFrom};
use crate::injection::{
    AsTold, ByPointer, ByReference, ByType, ByValue, Given, Parameter, Parameters, Reported,
    Unmarked, Unsuitable, WithGiven,
};

/// What a constructor takes, as the composition `A` gives it in scopes of the level `From`. `Ways` is what the compiler tells the ways apart by.
pub trait Provided<A, From, Needer: ?Sized, Ways, Reading> {
    /// The parameters.
    type Parameters: Parameters;
}

impl<A, From, Needer: ?Sized> Provided<A, From, Needer, (), AsTold> for Unmarked {
    type Parameters = Self;
}

impl<A, From, Needer: ?Sized> Provided<A, From, Needer, (), AsTold> for Unsuitable {
    type Parameters = Self;
}

impl<A, From, Needer: ?Sized> Provided<A, From, Needer, (), AsTold> for Reported {
    type Parameters = Self;
}

impl<A, From, Needer: ?Sized, Ways, P, G: Parameters> Provided<A, From, Needer, Ways, AsTold>
    for WithGiven<P, G>
where
    P: Provided<A, From, Needer, Ways, AsTold>,
{
    type Parameters = WithGiven<P::Parameters, G>;
}

/// One thing that a constructor takes.
pub trait ProvidedBy<A, From, Needer: ?Sized, Way, Reading> {
    /// The parameter.
    type Parameter: Parameter;
}

impl<A, From, Needer: ?Sized, T: ?Sized + 'static> ProvidedBy<A, From, Needer, Lent, ByType>
    for &T
{
    type Parameter = ByReference<T>;
}

impl<A, From, Needer: ?Sized, T, Way> ProvidedBy<A, From, Needer, (Way,), ByType> for T
where
    T: Kept<A, From, Needer, Way>,
{
    type Parameter = T::Parameter;
}

impl<A, From, Needer: ?Sized, T: ?Sized + 'static> ProvidedBy<A, From, Needer, Lent, AsTold>
    for ByReference<T>
{
    type Parameter = Self;
}

impl<A, From, Needer: ?Sized, T, Way> ProvidedBy<A, From, Needer, (Way,), AsTold> for ByValue<T>
where
    T: Kept<A, From, Needer, Way>,
{
    type Parameter = T::Parameter;
}

/// What a constructor may keep: an `Arc`, or what the composition has by value.
pub trait Kept<A, From, Needer: ?Sized, Way> {
    /// The parameter.
    type Parameter: Parameter;
}

impl<A, From, Needer: ?Sized, T: ?Sized + 'static> Kept<A, From, Needer, Pointed> for Arc<T> {
    type Parameter = ByPointer<T>;
}

impl<A, From, Needer: ?Sized, T> Kept<A, From, Needer, Valued> for T
where
    T: ListedBy<A, From, Needer, Valued>,
{
    type Parameter = HadByValue<T, T::Where, T::Handed>;
}

/// What a constructor takes by value, had in the way `How` in scopes of the level `At`. These say that the composition has it:
/// asked once more, the compiler would report once more what is missing.
pub struct HadByValue<T, At, How>(PhantomData<(T, At, How)>);

impl<T, At, How> Parameter for HadByValue<T, At, How> {
    type Value = T;
    type Kept = ();
    const NOT_KEPT: () = ();
    type Argument<'a> = T;

    fn argument(value: T, _kept: &mut ()) -> T {
        value
    }
}

/// The parameters of a constructor, all of which a composition has in scopes of the level `L`.
///
/// It is apart from how they are had and how the constructor is called: `Needer` is there for the words of the compiler only, and
/// the bounds of up to sixteen parameters are written, and checked, once.
pub trait Supplied<A, L: Level<A>, Needer: ?Sized> {
    /// What `Calls` the constructor.
    type Caller;
}

/// The same of a constructor to which a caller gives the rest, which are of the types `G`.
#[ssot_macros::__diagnostic(NothingGiven)]
pub trait SuppliedWith<A, L: Level<A>, Needer: ?Sized, G: Given> {
    /// What `CallsWith` the constructor.
    type Caller;
}

/// The values of parameters.
pub trait Gathered<A, L: Level<A>>: Parameters {
    /// The slots of the components among them.
    const NEEDS: &'static [usize];

    /// The values, where nothing waits.
    ///
    /// # Errors
    ///
    /// One of them cannot be made.
    fn now(node: &Node<A, L>) -> Result<Self::Values, ConstructionError>;

    /// The values, where something may.
    fn later(
        node: &Node<A, L>,
    ) -> impl Future<Output = Result<Self::Values, ConstructionError>> + Send;
}

/// The parameters of a function `F`.
pub trait Applied<F>: Parameters {
    /// What it returns.
    type Output;

    /// Calls it.
    fn apply(function: F, values: Self::Values) -> Self::Output;
}

/// The parameters of a function `F`, but for the last ones, which are of the types `G`.
pub trait AppliedWith<F, G: Given>: Parameters {
    /// What it returns.
    type Output;

    /// Calls it.
    fn apply(function: F, values: Self::Values, given: G::Of<'_>) -> Self::Output;
}

/// Calls constructors with the parameters `P`.
pub struct Caller<P>(PhantomData<P>);

/// Stands for the caller where the compiler refuses the constructor.
pub struct NoCaller(());

macro_rules! supplied {
    ($($parameter:ident $way:ident)*) => {
        impl<A, From, Needer: ?Sized, Reading, $($parameter, $way),*>
            Provided<A, From, Needer, ($($way,)*), Reading> for ($($parameter,)*)
        where
            $($parameter: ProvidedBy<A, From, Needer, $way, Reading>),*
        {
            type Parameters = ($($parameter::Parameter,)*);
        }

        impl<A, L: Level<A>, Needer: ?Sized, $($parameter),*> Supplied<A, L, Needer> for ($($parameter,)*)
        where
            $($parameter: SuppliedTo<A, L, Needer>),*
        {
            type Caller = Caller<Self>;
        }

        impl<A, L: Level<A>, $($parameter),*> Gathered<A, L> for ($($parameter,)*)
        where
            $($parameter: Hands<A, L> + Parameter<Value: Send>),*
        {
            const NEEDS: &'static [usize] = &[$(<$parameter as Hands<A, L>>::SLOT),*];

            // A `match` for each: what `?` calls would be compiled for each type.
            #[inline]
            #[allow(unused_variables, non_snake_case, clippy::question_mark)]
            fn now(node: &Node<A, L>) -> Result<Self::Values, ConstructionError> {
                $(let $parameter = match <$parameter as Hands<A, L>>::now(node) {
                    Ok(value) => value,
                    Err(error) => return Err(error),
                };)*
                Ok(($($parameter,)*))
            }

            #[allow(unused_variables)]
            async fn later(node: &Node<A, L>) -> Result<Self::Values, ConstructionError> {
                Ok(($(<$parameter as Hands<A, L>>::later(node).await?,)*))
            }
        }

        impl<Function, Output, $($parameter: Parameter),*> Applied<Function> for ($($parameter,)*)
        where
            Function: for<'a> Fn($($parameter::Argument<'a>),*) -> Output,
        {
            type Output = Output;

            #[inline]
            #[allow(non_snake_case)]
            fn apply(function: Function, ($($parameter,)*): Self::Values) -> Output {
                $(let mut $parameter = ($parameter, $parameter::NOT_KEPT);)*
                function($($parameter::argument($parameter.0, &mut $parameter.1)),*)
            }
        }

        impl<Function, Output, G: Given, $($parameter: Parameter),*> AppliedWith<Function, G>
            for ($($parameter,)*)
        where
            Function: for<'a, 'g> Fn($($parameter::Argument<'a>,)* G::Of<'g>) -> Output,
        {
            type Output = Output;

            #[allow(non_snake_case)]
            fn apply(function: Function, ($($parameter,)*): Self::Values, given: G::Of<'_>) -> Output {
                $(let mut $parameter = ($parameter, $parameter::NOT_KEPT);)*
                function($($parameter::argument($parameter.0, &mut $parameter.1),)* given)
            }
        }
    };
}

macro_rules! supplied_up_to {
    () => { supplied!(); };
    ($parameter:ident $way:ident $($rest:ident)*) => {
        supplied!($parameter $way $($rest)*);
        supplied_up_to!($($rest)*);
    };
}

supplied_up_to!(
    P1 W1 P2 W2 P3 W3 P4 W4 P5 W5 P6 W6 P7 W7 P8 W8 P9 W9 P10 W10 P11 W11 P12 W12 P13 W13 P14 W14 P15 W15 P16 W16
);

impl<A, L: Level<A>, Needer: ?Sized, P, G: Given> SuppliedWith<A, L, Needer, G> for WithGiven<P, G>
where
    P: Supplied<A, L, Needer>,
{
    type Caller = Caller<Self>;
}

/// It has no parameters that only a caller can give.
///
/// # Safety
///
/// There is no implementation.
#[expect(
    unsafe_code,
    reason = "safe code must not be able to turn the refusal off"
)]
#[ssot_macros::__diagnostic(GivenElsewhere)]
pub unsafe trait AskedFor {}

/// One of several constructors is marked.
///
/// # Safety
///
/// There is no implementation.
#[expect(
    unsafe_code,
    reason = "safe code must not be able to turn the refusal off"
)]
#[ssot_macros::__diagnostic(NoneInjected)]
pub unsafe trait MarkedConstructor {}

/// The constructor takes and returns what a composition understands.
///
/// # Safety
///
/// There is no implementation.
#[expect(
    unsafe_code,
    reason = "safe code must not be able to turn the refusal off"
)]
#[ssot_macros::__diagnostic(NotInjectable)]
pub unsafe trait SuitableConstructor {}

macro_rules! not_called {
    ($($supplied:ident: $parameters:ty, [$($bound:path)?], [$($generic:ident)*], [$($given:ident)?];)*) => {$(
        impl<A, L: Level<A>, Needer: ?Sized $(+ $bound)? $(, $generic)* $(, $given: Given)?>
            $supplied<A, L, Needer $(, $given)?> for $parameters
        {
            type Caller = NoCaller;
        }
    )*};
}

not_called! {
    Supplied: Unmarked, [MarkedConstructor], [], [];
    Supplied: Unsuitable, [SuitableConstructor], [], [];
    Supplied: Reported, [], [], [];
    Supplied: WithGiven<P, G>, [AskedFor], [P G], [];
    SuppliedWith: Unmarked, [MarkedConstructor], [], [G];
    SuppliedWith: Unsuitable, [SuitableConstructor], [], [G];
    SuppliedWith: Reported, [], [], [G];
}

/// A parameter that the composition has in scopes of the level `L`, and that `Needer` may have in its form.
pub trait SuppliedTo<A, L: Level<A>, Needer: ?Sized> {}

/// How a parameter is handed over. Whoever needs it is no part of this, so that it is compiled once for all.
pub trait Hands<A, L: Level<A>>: Parameter {
    /// The component, if it is one.
    const SLOT: usize;

    /// The value, where it does not wait.
    ///
    /// # Errors
    ///
    /// It cannot be made.
    fn now(node: &Node<A, L>) -> Result<Self::Value, ConstructionError>;

    /// The value, where it may.
    fn later(
        node: &Node<A, L>,
    ) -> impl Future<Output = Result<Self::Value, ConstructionError>> + Send;
}

macro_rules! pointers {
    ($($parameter:ident, $form:ty;)*) => {$(
        impl<A, L: Level<A>, Needer: ?Sized, T: ?Sized> SuppliedTo<A, L, Needer> for $parameter<T> where
            T: ListedBy<A, L, Needer, $form, Where: SeenFrom<A, L, Needer, T>>
        {
        }

        impl<A, L: Level<A>, T: ?Sized + 'static> Hands<A, L> for $parameter<T>
        where
            A: ListsOnce<T, L, At: Seen<A, L>>,
        {
            const SLOT: usize = <A::How as Had<A, A::At, T>>::SLOT;

            #[inline]
            fn now(node: &Node<A, L>) -> Result<Arc<T>, ConstructionError> {
                A::How::now(Seen::<A, L>::seen(node))
            }

            fn later(
                node: &Node<A, L>,
            ) -> impl Future<Output = Result<Arc<T>, ConstructionError>> + Send {
                awaited::<A, A::At, T, A::How>(Seen::<A, L>::seen(node))
            }
        }
    )*};
}

pointers! {
    ByReference, Lent;
    ByPointer, Pointed;
}

impl<A, L: Level<A>, Needer: ?Sized, T, At, How> SuppliedTo<A, L, Needer> for HadByValue<T, At, How>
where
    At: SeenFrom<A, L, Needer, T>,
    How: HandsOver<A, At, T, Needer>,
{
}

impl<A, L: Level<A>, T, At, How> Hands<A, L> for HadByValue<T, At, How>
where
    At: Seen<A, L>,
    How: Gives<A, At, T> + Had<A, At, T>,
{
    const SLOT: usize = How::SLOT;

    fn now(node: &Node<A, L>) -> Result<T, ConstructionError> {
        How::give(At::seen(node))
    }

    fn later(node: &Node<A, L>) -> impl Future<Output = Result<T, ConstructionError>> + Send {
        How::give_later(At::seen(node))
    }
}
