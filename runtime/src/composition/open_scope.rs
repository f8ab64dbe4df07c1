//! Open scopes, and what they can be asked for.

use std::boxed::Box;
use std::fmt;
use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::{Arc, Weak};
use std::vec::Vec;

use super::error::{ConstructionError, ConstructionErrors};
use super::escape::{Escape, Escapes, Identity};
use super::get_async::GetAsync;
use super::given::{MadeBy, MadeOf};
use super::had::Pointed;
use super::listing::ListedBy;
use super::node::{ContextOf, Level, Node, Root, Seen, SeenFrom};
use super::timing::{Answer, AtOnce, Making, WithoutWaiting};
use super::warm_up::{self, WarmsUp};
use crate::context::{Context, Scope};

/// An open scope of the composition `A`: the scope of the whole application, or of a context of the type `C`.
///
/// A scope of a context dereferences to the context, and can be passed to a factory function that
/// takes `&Scope<C>`. It closes when it is dropped, or by [`close`](Self::close), which reports instances
/// that are still held. `Debug` does not print the context.
///
#[doc = include_str!("open_scope.md")]
pub struct OpenScope<A, C: Level<A> = Root>(Arc<Node<A, C>>);

impl<A, C: Level<A>> OpenScope<A, C> {
    fn new(mut node: Node<A, C>) -> Self {
        Self(Arc::new_cyclic(|itself| {
            node.itself = Weak::clone(itself);
            node
        }))
    }

    /// What it holds.
    pub(super) fn node(&self) -> &Node<A, C> {
        &self.0
    }

    /// The instance of this scope, which is made by the first call; for a transient component, a new
    /// one each time. `T` is a listed component, an input, or `dyn Trait` of a component that is listed
    /// `as dyn Trait`.
    ///
    /// If several threads ask at once, one of them makes the instance, and
    /// the others wait.
    ///
    /// # Errors
    ///
    /// The constructor of the component, or of one that it needs, failed; or asked, through a handle to the application,
    /// for a component that waits for it; or is `async`, and the instance was not made before.
    ///
    /// # Panics
    ///
    /// If a constructor panics. The panic is not stored, just as an error is not.
    #[inline]
    pub fn get<T: ?Sized>(&self) -> Result<Arc<T>, ConstructionError>
    where
        A: Resolves<C, T, Timing: AtOnce<T>>,
    {
        <A as Resolves<C, T>>::resolved(&self.0)
    }

    /// Like [`get`](Self::get), for constructors that may be `async`, on any executor. It can be dropped at any
    /// point.
    ///
    /// # Errors
    ///
    /// The constructor of the component, or of one that it needs, failed.
    ///
    /// # Panics
    ///
    /// If a constructor panics.
    pub fn get_async<T: ?Sized>(&self) -> GetAsync<'_, A, C, T>
    where
        A: Resolves<C, T>,
    {
        GetAsync::new(&self.0, <A as Resolves<C, T>>::resolved_later)
    }

    /// Makes a new instance, of what is given here and of what this scope has. `T` is a component that is listed in `makes`,
    /// and then a `T` is returned, or `dyn Trait` of one that is listed `as dyn Trait`, and then an `Arc<dyn Trait>`. `given`
    /// is a tuple with a value for each `#[given]` parameter of its constructor.
    ///
    /// Each call makes an instance. It belongs to the caller, and may be kept.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use ssot::{composition, factory, ssot_component};
    ///
    /// #[ssot_component(new)]
    /// pub struct Archive {}
    ///
    /// #[ssot_component]
    /// pub struct Conversation {
    ///     subject: String,
    ///     archive: Arc<Archive>,
    /// }
    ///
    /// #[factory]
    /// impl Conversation {
    ///     pub fn start(#[given] subject: &str, archive: Arc<Archive>) -> Self {
    ///         Self { subject: subject.to_owned(), archive }
    ///     }
    /// }
    ///
    /// composition! {
    ///     pub struct App {
    ///         singletons { Archive }
    ///         makes { Conversation }
    ///     }
    /// }
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let app = App::new()?;
    /// let weather = app.make::<Conversation>(("weather",))?;
    /// let sports = app.make::<Conversation>(("sports",))?;
    /// assert_eq!((&*weather.subject, &*sports.subject), ("weather", "sports"));
    /// assert!(Arc::ptr_eq(&weather.archive, &sports.archive));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The constructor of the component, or of one that it needs, failed; or a component that it needs is `async`, and was not
    /// made before.
    ///
    /// # Panics
    ///
    /// Where a constructor panics.
    pub fn make<T: ?Sized>(
        &self,
        given: <A as MakesFor<C, T>>::Given<'_>,
    ) -> Result<<A as MakesFor<C, T>>::Instance, ConstructionError>
    where
        A: MakesFor<C, T, Timing: AtOnce<T>>,
    {
        <A as MakesFor<C, T>>::made(&self.0, given)
    }

    /// The same by constructors that may be `async`, on any executor.
    ///
    /// # Errors
    ///
    /// The constructor of the component, or of one that it needs, failed.
    ///
    /// # Panics
    ///
    /// Where a constructor panics.
    // Boxed: what is wrong with `T` would be reported at each use of an `impl Future`.
    #[must_use = "nothing is made until it is awaited"]
    #[expect(
        clippy::type_complexity,
        reason = "an alias would hide that it is a future"
    )]
    pub fn make_async<'s, T: ?Sized>(
        &'s self,
        given: <A as MakesFor<C, T>>::Given<'s>,
    ) -> Pin<
        Box<
            dyn Future<Output = Result<<A as MakesFor<C, T>>::Instance, ConstructionError>>
                + Send
                + 's,
        >,
    >
    where
        A: MakesFor<C, T>,
    {
        <A as MakesFor<C, T>>::made_later(&self.0, given)
    }

    /// Makes every shared component of this scope that was not made yet, each after those that
    /// it needs.
    ///
    /// # Errors
    ///
    /// All failures together. Components that need a failed one are not attempted.
    pub fn warm_up(&self) -> Result<(), ConstructionErrors>
    where
        C: WarmsUp<A, Timing: WithoutWaiting>,
    {
        warm_up::warm_up(&self.0)
    }

    /// Like [`warm_up`](Self::warm_up), for constructors that may be `async`, on any executor, one after the other.
    ///
    /// # Errors
    ///
    /// All failures together. Components that need a failed one are not attempted.
    pub async fn warm_up_async(&self) -> Result<(), ConstructionErrors> {
        warm_up::warm_up_later(&self.0).await
    }

    /// Validates a context and opens a scope for it, an `OpenScope<A, Inner>`.
    ///
    /// # Errors
    ///
    /// The context's own, as [`Context::validate`] returned it.
    pub fn scope<Inner>(&self, context: Inner) -> Result<Inner::Opened, Inner::Error>
    where
        Inner: Context + OpenedFrom<A, C>,
    {
        let scope = Arc::new(Scope::validated(context)?);
        Ok(OpenScope::<A, Inner>::new(Inner::open(&self.0, scope)).into())
    }
}

impl<A, C: ContextOf<A> + Context> OpenScope<A, C> {
    /// Closes the scope and drops its instances.
    ///
    /// A scope that is dropped is closed as well. In both cases its escapes are reported to the handler
    /// that was set by [`on_escape`](OpenScope::on_escape).
    ///
    /// # Errors
    ///
    /// The instances that are still held elsewhere; or the number of inner scopes that are still open. The
    /// instances are then dropped when the last of those closes.
    pub fn close(self) -> Result<(), Escapes> {
        closed(self, C::CONTEXT.unwrap_or_default(), false, Node::release)
    }
}

/// Closes a scope, which reports what is still held.
fn closed<A, C: Level<A>>(
    scope: OpenScope<A, C>,
    within: &'static str,
    is_application: bool,
    release: impl FnOnce(&mut Node<A, C>) -> Vec<Escape>,
) -> Result<(), Escapes> {
    let open = Arc::strong_count(&scope.0) - 1;
    let (instances, open) = match Arc::into_inner(scope.0) {
        Some(mut node) => (release(&mut node), 0),
        None => (Vec::new(), open.max(1)),
    };
    if instances.is_empty() && open == 0 {
        return Ok(());
    }
    Err(Escapes {
        instances,
        within,
        open,
        is_application,
    })
}

/// Closes the whole application of a composition of this name.
///
/// # Errors
///
/// The instances that are still held elsewhere; or the number of its scopes that are open, and of its clones.
pub fn close<A>(application: OpenScope<A>, composition: &'static str) -> Result<(), Escapes>
where
    Root: Level<A>,
{
    closed(application, composition, true, |node| {
        let held = node.empty().into_iter();
        held.map(|(row, holders)| Escape::of_application(composition, row.name, holders))
            .collect()
    })
}

impl<A> OpenScope<A>
where
    Root: Level<A>,
{
    /// Sets the handler that is called for each instance that outlives its scope, for every scope of this
    /// application, whether it was closed or dropped. It runs on the thread that closes the scope, and must
    /// not panic, because a scope may be dropped during a panic.
    ///
    /// Returns whether this was the first handler. A second one is not installed.
    pub fn on_escape(&self, handler: impl Fn(&Escape) + Send + Sync + 'static) -> bool {
        self.0.reporter.set(Box::new(handler))
    }
}

/// The application is shared: a clone is another handle to the same one.
impl<A> Clone for OpenScope<A>
where
    Root: Level<A>,
{
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<A, C: ContextOf<A> + Context> Deref for OpenScope<A, C> {
    type Target = Scope<C>;

    fn deref(&self) -> &Scope<C> {
        C::scope(self.0.own())
    }
}

impl<A, C: Level<A>> fmt::Debug for OpenScope<A, C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("OpenScope").finish_non_exhaustive()
    }
}

/// The scope of a whole application.
pub fn application<A>(
    outer: <Root as Level<A>>::Outer,
    own: <Root as Level<A>>::Own,
    cells: <Root as Level<A>>::Cells,
) -> OpenScope<A>
where
    Root: Level<A>,
{
    OpenScope::new(Node::root(outer, own, cells))
}

/// A context whose scopes a composition opens from those of `Outer`.
///
/// It includes that it is a context, so the compiler does not report both where a scope of what is none is opened.
#[ssot_macros::__diagnostic(NotOpenedHere)]
pub trait OpenedFrom<Composition, Outer: Level<Composition>>:
    ContextOf<Composition> + Context
{
    /// The [`OpenScope`]. Named here, the compiler does not miss it where there is none.
    type Opened: From<OpenScope<Composition, Self>>;

    /// A node for a scope within another one.
    fn open(
        outer: &Arc<Node<Composition, Outer>>,
        scope: Arc<Scope<Self>>,
    ) -> Node<Composition, Self>;
}

/// The identity of the context of a scope.
pub fn identity<A, Outer: Level<A>, C: OpenedFrom<A, Outer>>(scope: &Scope<C>) -> Identity {
    Identity {
        context: C::CONTEXT.unwrap_or_default(),
        id: Arc::new(scope.context().id()),
    }
}

/// What a scope of the level `L` can be asked for.
pub trait Resolves<L: Level<Self>, T: ?Sized>: Sized {
    /// [`Immediate`](super::timing::Immediate), if it may be asked for without waiting.
    type Timing;

    /// The instance, if it can be had without waiting.
    ///
    /// # Errors
    ///
    /// Its constructor fails, or it would have to be waited for.
    fn resolved(node: &Node<Self, L>) -> Result<Arc<T>, ConstructionError>;

    /// The instance.
    fn resolved_later(node: &Node<Self, L>) -> Answer<'_, T>;
}

impl<A, L: Level<A>, T: ?Sized> Resolves<L, T> for A
where
    T: ListedBy<A, L, OpenScope<A, L>, Pointed, Where: SeenFrom<A, L, OpenScope<A, L>, T>>,
{
    type Timing = <T as ListedBy<A, L, OpenScope<A, L>, Pointed>>::Timing;

    #[inline]
    fn resolved(node: &Node<A, L>) -> Result<Arc<T>, ConstructionError> {
        T::had(Seen::<A, L>::seen(node))
    }

    fn resolved_later(node: &Node<A, L>) -> Answer<'_, T> {
        T::had_later(Seen::<A, L>::seen(node))
    }
}

/// What a scope of the level `L` makes of what its caller gives.
pub trait MakesFor<L: Level<Self>, T: ?Sized>: Sized {
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
    fn made(
        node: &Node<Self, L>,
        given: Self::Given<'_>,
    ) -> Result<Self::Instance, ConstructionError>;

    /// Makes what may wait.
    fn made_later<'n>(
        node: &'n Node<Self, L>,
        given: Self::Given<'n>,
    ) -> Making<'n, Self::Instance>;
}

impl<A, L: Level<A>, T: ?Sized + 'static> MakesFor<L, T> for A
where
    T: MadeBy<A, L, At: SeenFrom<A, L, OpenScope<A, L>, T>>,
    T::How: MadeOf<A, T::At, T> + 'static,
{
    type Given<'g> = <T::How as MadeOf<A, T::At, T>>::Given<'g>;
    type Instance = <T::How as MadeOf<A, T::At, T>>::Instance;
    type Timing = <T::How as MadeOf<A, T::At, T>>::Timing;

    fn made(
        node: &Node<A, L>,
        given: Self::Given<'_>,
    ) -> Result<Self::Instance, ConstructionError> {
        T::How::now(Seen::<A, L>::seen(node), given)
    }

    fn made_later<'n>(node: &'n Node<A, L>, given: Self::Given<'n>) -> Making<'n, Self::Instance> {
        Box::pin(T::How::later(Seen::<A, L>::seen(node), given))
    }
}
