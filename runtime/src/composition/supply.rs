//! What a constructor asks for, and how it gets it.

use std::future::{Future, pending};
use std::sync::Arc;

use super::error::ConstructionError;
use super::given::AskedFor;
use super::listing::{Has, Lent, ListedBy, Pointed, Seen, SeenFrom, Valued, awaited};
use super::node::{Level, Node};
use super::ways::{Gives, Had, HandsOver};
use crate::injection::{
    AsTold, ByPointer, ByReference, ByType, ByValue, Direct, Given, Later, Parameter, Parameters,
    Reported, Unmarked, Unsuitable, Values, Waiting, WithGiven,
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
    type Parameter = ByValue<T>;
}

/// The parameters of a constructor `F` that returns an `Output`, all of which a composition has where it is called.
pub trait SuppliedBy<A, L: Level<A>, Needer: ?Sized, F, Output>: Parameters {
    /// The slots of the components among them.
    const NEEDS: &'static [usize];
    /// The constructor is `async`.
    const ASYNCHRONOUS: bool;

    /// Calls the constructor, where nothing waits.
    ///
    /// # Errors
    ///
    /// One of the parameters cannot be made.
    fn call(constructor: F, node: &Node<A, L>) -> Result<Output, ConstructionError>;

    /// Calls it where something may.
    fn call_later(
        constructor: F,
        node: &Node<A, L>,
    ) -> impl Future<Output = Result<Output, ConstructionError>> + Send;
}

/// The same of a constructor to which a caller gives the rest, which are of the types `G`.
#[ssot_macros::__diagnostic(NothingGiven)]
pub trait SuppliedWith<A, L: Level<A>, Needer: ?Sized, F, Output, G: Given>: Parameters {
    /// The slots of the components among the others.
    const NEEDS: &'static [usize];
    /// The constructor is `async`.
    const ASYNCHRONOUS: bool;

    /// Calls the constructor, where nothing waits.
    ///
    /// # Errors
    ///
    /// One of the other parameters cannot be made.
    fn call(
        constructor: F,
        node: &Node<A, L>,
        given: G::Of<'_>,
    ) -> Result<Output, ConstructionError>;

    /// Calls it where something may.
    fn call_later<'n>(
        constructor: F,
        node: &'n Node<A, L>,
        given: G::Of<'n>,
    ) -> impl Future<Output = Result<Output, ConstructionError>> + Send;
}

macro_rules! supplied {
    ($($parameter:ident $way:ident)*) => {
        impl<A, From, Needer: ?Sized, Reading, $($parameter, $way),*>
            Provided<A, From, Needer, ($($way,)*), Reading> for ($($parameter,)*)
        where
            $($parameter: ProvidedBy<A, From, Needer, $way, Reading>),*
        {
            type Parameters = ($($parameter::Parameter,)*);
        }

        impl<A, L: Level<A>, Needer: ?Sized, Function, Output, $($parameter),*>
            SuppliedBy<A, L, Needer, Direct<Function>, Output> for ($($parameter,)*)
        where
            Function: for<'a> Fn($($parameter::Argument<'a>),*) -> Output + Send,
            $($parameter: Asks<Of: ListedBy<A, L, Needer, $parameter::Form, Where: SeenFrom<A, L, Needer, $parameter::Of>>>
                + HandedTo<A, L, Needer> + Hands<A, L> + Parameter<Value: Send>),*
        {
            const NEEDS: &'static [usize] = &[$(<$parameter as Hands<A, L>>::SLOT),*];
            const ASYNCHRONOUS: bool = false;

            // A `match` for each: what `?` calls would be compiled for each type.
            #[allow(unused_variables, non_snake_case, clippy::question_mark)]
            fn call(constructor: Direct<Function>, node: &Node<A, L>) -> Result<Output, ConstructionError> {
                $(let mut $parameter = match <$parameter as Hands<A, L>>::now(node) {
                    Ok(value) => (value, $parameter::Kept::default()),
                    Err(error) => return Err(error),
                };)*
                Ok((constructor.0)($($parameter::argument($parameter.0, &mut $parameter.1)),*))
            }

            #[allow(unused_variables, non_snake_case)]
            async fn call_later(
                constructor: Direct<Function>,
                node: &Node<A, L>,
            ) -> Result<Output, ConstructionError> {
                $(let $parameter = <$parameter as Hands<A, L>>::later(node).await?;)*
                $(let mut $parameter = ($parameter, $parameter::Kept::default());)*
                Ok((constructor.0)($($parameter::argument($parameter.0, &mut $parameter.1)),*))
            }
        }

        impl<A, L: Level<A>, Needer: ?Sized, Function, Construction, Output, $($parameter),*>
            SuppliedBy<A, L, Needer, Later<Function>, Output> for ($($parameter,)*)
        where
            Function: Fn($($parameter::Value),*) -> Construction + Send,
            Construction: Future<Output = Output> + Send,
            $($parameter: Asks<Of: ListedBy<A, L, Needer, $parameter::Form, Where: SeenFrom<A, L, Needer, $parameter::Of>>>
                + HandedTo<A, L, Needer> + Hands<A, L> + Parameter<Value: Send>),*
        {
            const NEEDS: &'static [usize] = &[$(<$parameter as Hands<A, L>>::SLOT),*];
            const ASYNCHRONOUS: bool = true;

            fn call(_: Later<Function>, _: &Node<A, L>) -> Result<Output, ConstructionError> {
                unreachable!("it is called where what it returns can be waited for")
            }

            #[allow(unused_variables, non_snake_case)]
            async fn call_later(
                function: Later<Function>,
                node: &Node<A, L>,
            ) -> Result<Output, ConstructionError> {
                $(let $parameter = <$parameter as Hands<A, L>>::later(node).await?;)*
                Ok((function.0)($($parameter),*).await)
            }
        }

        impl<A, L: Level<A>, Needer: ?Sized, List, Function, Construction, Output, $($parameter),*>
            SuppliedBy<A, L, Needer, Waiting<List, Function>, Output> for ($($parameter,)*)
        where
            Function: FnOnce(Values<List, Self::Values>) -> Construction + Send,
            Construction: Future<Output = Output> + Send,
            $($parameter: Asks<Of: ListedBy<A, L, Needer, $parameter::Form, Where: SeenFrom<A, L, Needer, $parameter::Of>>>
                + HandedTo<A, L, Needer> + Hands<A, L> + Parameter<Value: Send>),*
        {
            const NEEDS: &'static [usize] = &[$(<$parameter as Hands<A, L>>::SLOT),*];
            const ASYNCHRONOUS: bool = true;

            fn call(_: Waiting<List, Function>, _: &Node<A, L>) -> Result<Output, ConstructionError> {
                unreachable!("it is called where what it returns can be waited for")
            }

            #[allow(unused_variables, non_snake_case)]
            async fn call_later(
                constructor: Waiting<List, Function>,
                node: &Node<A, L>,
            ) -> Result<Output, ConstructionError> {
                $(let $parameter = <$parameter as Hands<A, L>>::later(node).await?;)*
                Ok((constructor.function)(Values::new(($($parameter,)*))).await)
            }
        }

        impl<A, L: Level<A>, Needer: ?Sized, Function, Output, G: Given, $($parameter),*>
            SuppliedWith<A, L, Needer, Direct<Function>, Output, G> for WithGiven<($($parameter,)*), G>
        where
            Function: for<'a, 'g> Fn($($parameter::Argument<'a>,)* G::Of<'g>) -> Output + Send,
            $($parameter: Asks<Of: ListedBy<A, L, Needer, $parameter::Form, Where: SeenFrom<A, L, Needer, $parameter::Of>>>
                + HandedTo<A, L, Needer> + Hands<A, L> + Parameter<Value: Send>),*
        {
            const NEEDS: &'static [usize] = &[$(<$parameter as Hands<A, L>>::SLOT),*];
            const ASYNCHRONOUS: bool = false;

            #[allow(unused_variables, non_snake_case)]
            fn call(
                constructor: Direct<Function>,
                node: &Node<A, L>,
                given: G::Of<'_>,
            ) -> Result<Output, ConstructionError> {
                $(let mut $parameter = (<$parameter as Hands<A, L>>::now(node)?, $parameter::Kept::default());)*
                Ok((constructor.0)($($parameter::argument($parameter.0, &mut $parameter.1),)* given))
            }

            #[allow(unused_variables, non_snake_case)]
            async fn call_later<'n>(
                constructor: Direct<Function>,
                node: &'n Node<A, L>,
                given: G::Of<'n>,
            ) -> Result<Output, ConstructionError> {
                $(let $parameter = <$parameter as Hands<A, L>>::later(node).await?;)*
                $(let mut $parameter = ($parameter, $parameter::Kept::default());)*
                Ok((constructor.0)($($parameter::argument($parameter.0, &mut $parameter.1),)* given))
            }
        }

        impl<A, L: Level<A>, Needer: ?Sized, List, Function, Construction, Output, G, $($parameter),*>
            SuppliedWith<A, L, Needer, Waiting<List, Function>, Output, G>
            for WithGiven<($($parameter,)*), G>
        where
            // Nothing of it is borrowed.
            G: for<'g> Given<Of<'g> = <G as Parameters>::Values> + Parameters<Values: Send>,
            Function: FnOnce(Values<List, Self::Values>) -> Construction + Send,
            Construction: Future<Output = Output> + Send,
            $($parameter: Asks<Of: ListedBy<A, L, Needer, $parameter::Form, Where: SeenFrom<A, L, Needer, $parameter::Of>>>
                + HandedTo<A, L, Needer> + Hands<A, L> + Parameter<Value: Send>),*
        {
            const NEEDS: &'static [usize] = &[$(<$parameter as Hands<A, L>>::SLOT),*];
            const ASYNCHRONOUS: bool = true;

            fn call(
                _: Waiting<List, Function>,
                _: &Node<A, L>,
                _: G::Of<'_>,
            ) -> Result<Output, ConstructionError> {
                unreachable!("it is called where what it returns can be waited for")
            }

            #[allow(unused_variables, non_snake_case)]
            async fn call_later<'n>(
                constructor: Waiting<List, Function>,
                node: &'n Node<A, L>,
                given: G::Of<'n>,
            ) -> Result<Output, ConstructionError> {
                $(let $parameter = <$parameter as Hands<A, L>>::later(node).await?;)*
                Ok((constructor.function)(Values::new((($($parameter,)*), given))).await)
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

/// One of several constructors is marked.
#[ssot_macros::__diagnostic(NoneInjected)]
pub trait MarkedConstructor {}

/// The constructor takes and returns what a composition understands.
#[ssot_macros::__diagnostic(NotInjectable)]
pub trait SuitableConstructor {}

macro_rules! not_called {
    ($(($($generic:ident)*) $parameters:ty, [$($bound:path)?];)*) => {$(
        impl<A, L: Level<A>, Needer: ?Sized $(+ $bound)?, F, Output $(, $generic)*>
            SuppliedBy<A, L, Needer, F, Output> for $parameters
        where
            Self: Parameters,
        {
            const NEEDS: &'static [usize] = &[];
            const ASYNCHRONOUS: bool = false;

            fn call(_: F, _: &Node<A, L>) -> Result<Output, ConstructionError> {
                unreachable!("it was refused by the compiler")
            }

            fn call_later(
                _: F,
                _: &Node<A, L>,
            ) -> impl Future<Output = Result<Output, ConstructionError>> + Send {
                pending()
            }
        }
    )*};
}

not_called! {
    () Unmarked, [MarkedConstructor];
    () Unsuitable, [SuitableConstructor];
    () Reported, [];
    (P G) WithGiven<P, G>, [AskedFor];
}

macro_rules! not_made {
    ($($parameters:ty, [$($bound:path)?];)*) => {$(
        impl<A, L: Level<A>, Needer: ?Sized $(+ $bound)?, F, Output, G: Given>
            SuppliedWith<A, L, Needer, F, Output, G> for $parameters
        {
            const NEEDS: &'static [usize] = &[];
            const ASYNCHRONOUS: bool = false;

            fn call(_: F, _: &Node<A, L>, _: G::Of<'_>) -> Result<Output, ConstructionError> {
                unreachable!("it was refused by the compiler")
            }

            fn call_later<'n>(
                _: F,
                _: &'n Node<A, L>,
                _: G::Of<'n>,
            ) -> impl Future<Output = Result<Output, ConstructionError>> + Send {
                pending()
            }
        }
    )*};
}

not_made! {
    Unmarked, [MarkedConstructor];
    Unsuitable, [SuitableConstructor];
    Reported, [];
}

/// What a parameter asks for.
pub trait Asks {
    /// What the composition has to have.
    type Of: ?Sized;
    /// [`Lent`], [`Pointed`] or [`Valued`].
    type Form;
}

/// `Needer` may have the parameter in its form.
pub trait HandedTo<A, From, Needer: ?Sized> {}

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
        impl<T: ?Sized> Asks for $parameter<T> {
            type Of = T;
            type Form = $form;
        }

        impl<A, From, Needer: ?Sized, T: ?Sized> HandedTo<A, From, Needer> for $parameter<T> {}

        impl<A, L: Level<A>, T: ?Sized + 'static> Hands<A, L> for $parameter<T>
        where
            A: Has<T, L, At: Seen<A, L>>,
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

impl<T> Asks for ByValue<T> {
    type Of = T;
    type Form = Valued;
}

impl<A, From, Needer: ?Sized, T> HandedTo<A, From, Needer> for ByValue<T> where
    T: ListedBy<
            A,
            From,
            Needer,
            Valued,
            Handed: HandsOver<A, <T as ListedBy<A, From, Needer, Valued>>::Where, T, Needer>,
        >
{
}

impl<A, L: Level<A>, T> Hands<A, L> for ByValue<T>
where
    A: Has<T, L, At: Seen<A, L>>,
    A::How: Gives<A, A::At, T>,
{
    const SLOT: usize = <A::How as Had<A, A::At, T>>::SLOT;

    fn now(node: &Node<A, L>) -> Result<T, ConstructionError> {
        A::How::give(Seen::<A, L>::seen(node))
    }

    fn later(node: &Node<A, L>) -> impl Future<Output = Result<T, ConstructionError>> + Send {
        A::How::give_later(Seen::<A, L>::seen(node))
    }
}
