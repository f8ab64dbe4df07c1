//! Open scopes, and what they hold.

use std::boxed::Box;
use std::fmt;
use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::{Arc, Weak};
use std::vec::Vec;

use super::cell::Released;
use super::error::{ConstructionError, ConstructionErrors};
use super::escape::{Escape, Escapes, Identity, Reporter};
use super::events;
use super::failures::Failures;
use super::given::{MadeInLevel, MakesFor};
use super::graph::{Graph, Row};
use super::listing::{AtOnce, Resolves};
use super::making::{Immediate, Making};
use crate::context::{Context, Scope};

/// The scopes of one kind that a composition opens. A context stands for its scopes, and [`Root`] for the application.
#[ssot_macros::__diagnostic(NoScopesOf)]
pub trait Level<Composition>: Sized + 'static {
    /// The node around, or nothing.
    type Outer: Send + Sync;
    /// The inputs of an application, the scope of a context.
    type Own: Send + Sync;
    /// One cell for each shared component.
    type Cells: Send + Sync;
    /// The components of the composition.
    const GRAPH: &'static Graph<'static>;
    /// The shared components of the level, each behind what it needs. What is no slot is left out.
    const SHARED: &'static [usize];
    /// Makes the shared component of a slot.
    ///
    /// # Errors
    ///
    /// Its constructor fails, or it would have to be waited for.
    fn keep(node: &Node<Composition, Self>, slot: usize) -> Result<(), ConstructionError>;
    /// The same by a constructor that may wait.
    fn keep_later(node: &Node<Composition, Self>, slot: usize) -> Making<'_, ()>;
    /// Empties the cell of a slot.
    fn release(cells: &mut Self::Cells, slot: usize) -> Option<Released>;
    /// The type of the context, as the composition names it; none of an application.
    const CONTEXT: Option<&'static str>;
    /// Whose scope it is.
    fn identity(own: &Self::Own) -> Option<Identity>;
}

/// The slots of the shared components of a level, each behind those that it needs.
fn slots<A, L: Level<A>>() -> impl DoubleEndedIterator<Item = usize> {
    let slots = L::SHARED.iter().copied();
    slots.filter(|slot| *slot < L::GRAPH.rows.len())
}

/// What an open scope holds.
pub struct Node<A, L: Level<A>> {
    outer: L::Outer,
    own: L::Own,
    cells: L::Cells,
    reporter: Arc<Reporter>,
    released: bool,
    /// For whoever asks later, and must not hold the scope open.
    itself: Weak<Self>,
}

impl<A, L: Level<A>> Node<A, L> {
    /// The node of an application.
    fn root(outer: L::Outer, own: L::Own, cells: L::Cells) -> Self {
        Self {
            outer,
            own,
            cells,
            reporter: Arc::default(),
            released: false,
            itself: Weak::new(),
        }
    }

    /// The node of a scope within this one.
    pub fn within<Inner>(self: &Arc<Self>, own: Inner::Own, cells: Inner::Cells) -> Node<A, Inner>
    where
        Inner: Level<A, Outer = Arc<Self>>,
    {
        if let Some(context) = Inner::CONTEXT {
            events::opened(context);
        }
        Node {
            outer: Arc::clone(self),
            own,
            cells,
            reporter: Arc::clone(&self.reporter),
            released: false,
            itself: Weak::new(),
        }
    }

    /// The node around.
    pub fn outer(&self) -> &L::Outer {
        &self.outer
    }

    /// What was given when the scope was opened.
    pub fn own(&self) -> &L::Own {
        &self.own
    }

    /// The node, for as long as somebody else holds it.
    pub(super) fn itself(&self) -> &Weak<Self> {
        &self.itself
    }

    /// The cells of the shared components.
    pub fn cells(&self) -> &L::Cells {
        &self.cells
    }

    /// Lets every instance go. Only then is it asked which are still held, and by how many: the components of a scope
    /// may hold one another.
    fn empty(&mut self) -> Vec<(&'static Row, usize)> {
        if core::mem::replace(&mut self.released, true) {
            return Vec::new();
        }
        // Not even a list is made where each of them goes at once.
        let mut left = Vec::new();
        for slot in slots::<A, L>().rev() {
            if let Some(mut instance) = L::release(&mut self.cells, slot) {
                // There is nothing to ask about what nobody else can reach.
                if Arc::get_mut(&mut instance).is_some() {
                    continue;
                }
                let weak = Arc::downgrade(&instance);
                drop(instance);
                if weak.strong_count() > 0 {
                    left.push((&L::GRAPH.rows[slot], weak));
                }
            }
        }
        let held = left.into_iter();
        let held = held.map(|(row, weak)| (row, weak.strong_count()));
        held.filter(|(_, holders)| *holders > 0).collect()
    }

    /// Lets every instance go, and reports those of a context that are still held.
    fn release(&mut self) -> Vec<Escape> {
        let is_open = !self.released;
        let held = self.empty();
        let (Some(context), true) = (L::CONTEXT, is_open) else {
            return Vec::new();
        };
        events::closed(context, held.len());
        // Only now is it asked who it was: most scopes let everything go.
        let Some(identity) = (!held.is_empty()).then(|| L::identity(&self.own)).flatten() else {
            return Vec::new();
        };
        let report = |(row, holders): (&Row, usize)| {
            let escape = identity.escape(row.name, holders);
            events::escaped(row, &escape);
            self.reporter.tell(&escape);
            escape
        };
        held.into_iter().map(report).collect()
    }
}

impl<A, L: Level<A>> Drop for Node<A, L> {
    fn drop(&mut self) {
        self.release();
    }
}

/// A context that a composition opens scopes of.
#[ssot_macros::__diagnostic(NoScopesOf)]
pub trait ContextOf<Composition>: Level<Composition> {
    /// [`MadeIn`](super::given::MadeIn). Named here, the compiler does not ask what is in scopes that are not opened.
    type Made: MadeInLevel<Composition>;

    /// The scope that a node was made with.
    fn scope(own: &Self::Own) -> &Arc<Scope<Self>>;
}

/// A context whose scopes a composition opens from those of `Outer`.
#[ssot_macros::__diagnostic(NotOpenedHere)]
pub trait OpenedFrom<Composition, Outer: Level<Composition>>: ContextOf<Composition> {
    /// The [`OpenScope`]. Named here, the compiler does not miss it where there is none.
    type Opened: From<OpenScope<Composition, Self>>;

    /// A node for a scope within another one.
    fn open(
        outer: &Arc<Node<Composition, Outer>>,
        scope: Arc<Scope<Self>>,
    ) -> Node<Composition, Self>;
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

/// The scope of the whole application: `OpenScope<App>` is an `OpenScope<App, Root>`.
#[derive(Debug)]
#[non_exhaustive]
pub struct Root;

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
    // A type that has no bounds: of an `impl Future`, the compiler would report what is wrong with `T` wherever the future is used.
    /// # Errors
    ///
    /// The constructor of the component, or of one that it needs, failed.
    ///
    /// # Panics
    ///
    /// If a constructor panics.
    #[must_use]
    pub fn get_async<T: ?Sized>(
        &self,
    ) -> Pin<Box<dyn Future<Output = Result<Arc<T>, ConstructionError>> + Send + '_>>
    where
        A: Resolves<C, T>,
    {
        <A as Resolves<C, T>>::resolved_later(&self.0)
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
    #[must_use]
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
        let mut failures = Failures::new(C::GRAPH);
        for slot in slots::<A, C>() {
            if failures.concern(slot) {
                continue;
            }
            if let Err(error) = C::keep(&self.0, slot) {
                failures.add(slot, error);
            }
        }
        ConstructionErrors::unless_empty(failures.errors)
    }

    /// Like [`warm_up`](Self::warm_up), for constructors that may be `async`, on any executor, one after the other.
    ///
    /// # Errors
    ///
    /// All failures together. Components that need a failed one are not attempted.
    pub async fn warm_up_async(&self) -> Result<(), ConstructionErrors> {
        let mut failures = Failures::new(C::GRAPH);
        for slot in slots::<A, C>() {
            if failures.concern(slot) {
                continue;
            }
            if let Err(error) = C::keep_later(&self.0, slot).await {
                failures.add(slot, error);
            }
        }
        ConstructionErrors::unless_empty(failures.errors)
    }
}

/// Says whether a shared component of the level waits when it is made.
pub trait WarmsUp<Composition>: Level<Composition> {
    /// [`Immediate`], if `warm_up` may be called.
    type Timing;
}

/// Nothing waits.
#[ssot_macros::__diagnostic(WarmsUpLater)]
pub trait WithoutWaiting {}

impl WithoutWaiting for Immediate {}

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
