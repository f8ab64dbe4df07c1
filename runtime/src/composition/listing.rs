//! What a composition lists, and who may ask for it.

use std::sync::Arc;

use super::error::ConstructionError;
use super::had::{As, Had, answered};
use super::lazy::Lazy;
use super::node::{Level, Node};
use super::nowhere::Nowhere;
use super::timing::Answer;
use super::ways::{Deferred, Present};

/// A composition has a `T`: a component, an input, or an interface of a component.
///
/// `From` is the level of whoever asks: contexts that do not see one another may each have a `T` of their own. The
/// composition is `Self`, since what it lists may be somebody else's type, or a parameter of its own.
///
/// Its name is what the compiler says where two entries are one type or one interface: it reports that they conflict, in words
/// that nobody can change.
pub trait ListsOnce<T: ?Sized, From>: Sized {
    /// Where the instances live.
    type At: Level<Self>;
    /// How it is had, which all the rest follows from.
    type How: Had<Self, Self::At, T>;
}

/// A composition has a `T`, or knows that it does without: it may be asked for as an `Option<Arc<T>>`.
pub trait MayHave<T: ?Sized, From>: Sized {
    /// Where the instances live, if there are any.
    type At: Level<Self>;
    /// [`Present`] or [`Absent`](super::ways::Absent).
    type Optional: Had<Self, Self::At, Option<Arc<T>>>;
}

#[diagnostic::do_not_recommend]
impl<A: 'static + ListsOnce<T, From>, From, T: ?Sized + 'static> MayHave<T, From> for A {
    type At = <A as ListsOnce<T, From>>::At;
    type Optional = Present<A::How>;
}

#[diagnostic::do_not_recommend]
impl<A: MayHave<T, From>, From, T: ?Sized> ListsOnce<Option<Arc<T>>, From> for A {
    type At = <A as MayHave<T, From>>::At;
    type How = A::Optional;
}

#[diagnostic::do_not_recommend]
impl<A, From, T: ?Sized + 'static> ListsOnce<Lazy<T>, From> for A
where
    A: 'static + ListsOnce<T, From, How: 'static>,
{
    type At = <A as ListsOnce<T, From>>::At;
    type How = Deferred<<A as ListsOnce<T, From>>::How>;
}

/// Who may ask for a type that a composition leaves out, which lists the types `All`: those of the level `From`, and nobody
/// where it is listed after all.
///
/// With the types in it, the compiler does not compare an implementation for what is left out with others while it does not
/// know one of them, which could be any type.
pub trait LeavesOut<All: ?Sized, From, const IS_LISTED: bool> {
    /// The level.
    type From;
}

impl<A, All: ?Sized, From> LeavesOut<All, From, false> for A {
    type From = From;
}

impl<A, All: ?Sized, From> LeavesOut<All, From, true> for A {
    type From = Nowhere;
}

/// What somebody asks for, in this form, in a scope of the level `From`.
///
/// `Needer` is there for the words of the compiler only: the component that asks for it, or the scope whose `get` is called. `Form` is
/// [`Lent`](super::had::Lent), [`Pointed`](super::had::Pointed) or [`Valued`](super::had::Valued). What [`ListsOnce`] says is said here once more: the other way round, the compiler would
/// infer what somebody asks for from the only thing that is listed.
#[ssot_macros::__diagnostic(NotListed)]
pub trait ListedBy<Composition, From, Needer: ?Sized, Form> {
    /// Where the instances live.
    type Where: Level<Composition>;
    /// How an instance is handed over to somebody who asks for it by value.
    type Handed;
    /// [`Immediate`](super::timing::Immediate), if it may be asked for without waiting.
    type Timing;

    /// The instance, if it can be had without waiting.
    ///
    /// # Errors
    ///
    /// Its constructor fails, or it would have to be waited for.
    fn had(node: &Node<Composition, Self::Where>) -> Result<Arc<Self>, ConstructionError>;

    /// The instance.
    fn had_later(node: &Node<Composition, Self::Where>) -> Answer<'_, Self>;
}

#[diagnostic::do_not_recommend]
impl<A, From, Needer: ?Sized, Form, T: ?Sized> ListedBy<A, From, Needer, Form> for T
where
    A: ListsOnce<T, From>,
    A::How: Had<A, A::At, T, Given: As<Form>>,
{
    type Where = A::At;
    type Handed = A::How;
    type Timing = <A::How as Had<A, A::At, T>>::Timing;

    #[inline]
    fn had(node: &Node<A, A::At>) -> Result<Arc<T>, ConstructionError> {
        A::How::now(node)
    }

    fn had_later(node: &Node<A, A::At>) -> Answer<'_, T> {
        answered::<A, A::At, T, A::How>(node)
    }
}
