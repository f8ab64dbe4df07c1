//! What is made anew for each caller, of what the caller gives and of what a scope has.

use std::future::Future;
use std::sync::Arc;

use super::error::ConstructionError;
use super::makes::{GivenPlan, MakesGiven, Pace};
use super::making::to_be_waited_for;
use super::node::{Level, Node};
use super::ways::SeenAs;
use crate::component::Component;
use crate::guard::{ConstructorsOf, FactoryOf};
use crate::injection::{
    FoundByConstant, FoundByName, Given, OfAComponent, Reported, SomethingGiven,
};

/// A composition makes a `T` in scopes that see what one of the level `From` sees.
pub trait MakesOf<T: ?Sized, From>: Sized {
    /// Whose scopes it is made in.
    type At: Level<Self>;
    /// How it is made.
    type How;
}

/// The same, said of what is made.
#[ssot_macros::__diagnostic(NotMade)]
pub trait MadeBy<Composition, From> {
    /// Whose scopes it is made in.
    type At: Level<Composition>;
    /// How it is made.
    type How;
}

#[diagnostic::do_not_recommend]
impl<A: MakesOf<T, From>, From, T: ?Sized> MadeBy<A, From> for T {
    type At = A::At;
    type How = A::How;
}

/// A component with the slot.
pub struct Made<Slot>(Slot);

/// An interface of the component `C` with the slot.
pub struct MadeAs<C, Slot>(C, Slot);

/// How a `T` is made of what a caller gives.
pub trait MadeOf<Composition, At: Level<Composition>, T: ?Sized> {
    /// What the caller gives.
    type Given<'g>: Send;
    /// What the caller gets.
    type Instance;
    /// [`Immediate`](super::timing::Immediate), if it is made without waiting.
    type Timing;

    /// Makes it.
    ///
    /// # Errors
    ///
    /// Its constructor, or that of a component that it needs, fails.
    fn now(
        node: &Node<Composition, At>,
        given: Self::Given<'_>,
    ) -> Result<Self::Instance, ConstructionError>;

    /// Makes what may wait.
    fn later<'n>(
        node: &'n Node<Composition, At>,
        given: Self::Given<'n>,
    ) -> impl Future<Output = Result<Self::Instance, ConstructionError>> + Send;
}

impl<A, L: Level<A>, S, T: MakesGiven<A, S, At = L>> MadeOf<A, L, T> for Made<S> {
    type Given<'g> = <T::Given as Given>::Of<'g>;
    type Instance = T;
    type Timing = T::Pace;

    fn now(node: &Node<A, L>, given: Self::Given<'_>) -> Result<T, ConstructionError> {
        made_now::<A, L, S, T>(node, given)
    }

    async fn later<'n>(
        node: &'n Node<A, L>,
        given: Self::Given<'n>,
    ) -> Result<T, ConstructionError> {
        T::plan().make_later(node, given).await
    }
}

impl<A, L: Level<A>, S, C, T> MadeOf<A, L, T> for MadeAs<C, S>
where
    C: MakesGiven<A, S, At = L>,
    T: ?Sized + SeenAs<A, C>,
{
    type Given<'g> = <C::Given as Given>::Of<'g>;
    type Instance = Arc<T>;
    type Timing = C::Pace;

    fn now(node: &Node<A, L>, given: Self::Given<'_>) -> Result<Arc<T>, ConstructionError> {
        let made = made_now::<A, L, S, C>(node, given);
        made.map(|made| (T::SEEN_AS)(Arc::new(made)))
    }

    async fn later<'n>(
        node: &'n Node<A, L>,
        given: Self::Given<'n>,
    ) -> Result<Arc<T>, ConstructionError> {
        let made = C::plan().make_later(node, given).await;
        made.map(|made| (T::SEEN_AS)(Arc::new(made)))
    }
}

/// An instance of what does not wait.
fn made_now<A, L: Level<A>, S, T: MakesGiven<A, S, At = L>>(
    node: &Node<A, L>,
    given: <T::Given as Given>::Of<'_>,
) -> Result<T, ConstructionError> {
    // The compiler refuses it elsewhere than in a generic composition.
    if T::Pace::WAITS {
        return Err(to_be_waited_for(L::GRAPH.rows[T::SLOT].name));
    }
    T::plan().make(node, given)
}

/// The factory of a `T` has a constructor for compositions with parameters that a caller gives.
pub trait TakesGiven<T: ?Sized>: FactoryOf<T, Scope: GivenToComponent<T>> {
    /// These parameters.
    type Given: Given;
}

/// The scope of a component, which alone is made by `make`.
#[diagnostic::on_unimplemented(
    message = "SSOT073: `#[given]` stands in a constructor of `{Component}`, which is not a component",
    label = "nothing gives it",
    note = "write `#[ssot_component]` on `{Component}`, and list it in `makes` of a composition; or remove `#[given]`"
)]
pub trait GivenToComponent<Component: ?Sized> {}

#[diagnostic::do_not_recommend]
impl<Scope: OfAComponent, Component: ?Sized> GivenToComponent<Component> for Scope {}

/// What a caller gives to have a `T` made.
pub type GivenOf<T> = <InjectedOf<T> as GivenToMake<T>>::Given;

/// Which constructor of a `T` compositions call. Its factory says so, whatever the generic arguments are.
pub(super) type InjectedOf<T> =
    <<<T as Component>::Factory as FactoryOf<T>>::Constructors as ConstructorsOf<T>>::Injected;

/// Whether a caller gives something, and what it is. Where nothing is given, that is for [`SuppliedWith`](super::supply::SuppliedWith) to say.
pub trait GivenToMake<T> {
    /// The parameters.
    type Given: Given;
}

macro_rules! nothing_given {
    ($($injected:ty),*) => {$(
        impl<T> GivenToMake<T> for $injected {
            type Given = ();
        }
    )*};
}

nothing_given!(FoundByName, FoundByConstant, Reported);

impl<T: Component<Factory: TakesGiven<T>>> GivenToMake<T> for SomethingGiven {
    type Given = <T::Factory as TakesGiven<T>>::Given;
}
