//! What a component asks for when it needs it.

use std::any::type_name;
use std::boxed::Box;
use std::fmt;
use std::future::ready;
use std::marker::PhantomData;
use std::sync::{Arc, Weak};

use super::error::ConstructionError;
use super::graph::slot_of;
use super::had::{Had, awaited};
use super::node::{Level, Node};
use super::timing::Making;

/// A parameter of a constructor that does not need the instance yet: it is made when it is first asked
/// for. `T` is a component, an input, or `dyn Trait` of a component that is listed `as dyn Trait`.
///
/// It breaks a cycle between two components that need one another. It holds neither the instance nor its scope, so
/// it keeps nothing alive.
///
/// ```
/// use std::sync::Arc;
///
/// use ssot::{Lazy, composition, factory, ssot_component};
///
/// #[ssot_component]
/// pub struct Menu {
///     page: Lazy<Page>,
/// }
///
/// #[factory]
/// impl Menu {
///     pub fn create(page: Lazy<Page>) -> Self {
///         Self { page }
///     }
/// }
///
/// #[ssot_component]
/// pub struct Page {
///     menu: Arc<Menu>,
/// }
///
/// #[factory]
/// impl Page {
///     pub fn create(menu: Arc<Menu>) -> Self {
///         Self { menu }
///     }
/// }
///
/// composition! {
///     pub struct App {
///         singletons { Menu, Page }
///     }
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let app = App::new()?;
/// let menu = app.get::<Menu>()?;
/// assert!(Arc::ptr_eq(&menu.page.get()?.menu, &menu));
/// # Ok(())
/// # }
/// ```
pub struct Lazy<T: ?Sized>(Box<dyn Source<T> + Send + Sync>);

/// Where the instance comes from.
trait Source<T: ?Sized> {
    fn get(&self) -> Result<Arc<T>, ConstructionError>;

    fn get_async(&self) -> Making<'_, Arc<T>>;
}

impl<T: ?Sized> Lazy<T> {
    /// A `Lazy` with this instance, for tests that call a constructor.
    pub fn ready(instance: Arc<T>) -> Self
    where
        T: Send + Sync + 'static,
    {
        Self(Box::new(instance))
    }

    /// The instance, which is made by the first call. For a transient component it is a new one each time.
    ///
    /// # Errors
    ///
    /// The scope that the instance belongs to was closed. The constructor of the component, or of one that it needs, failed;
    /// or asked for a component that waits for it; or is `async`, and the instance was not made before.
    ///
    /// # Panics
    ///
    /// If a constructor panics.
    pub fn get(&self) -> Result<Arc<T>, ConstructionError> {
        self.0.get()
    }

    /// Like [`get`](Self::get), for constructors that may be `async`, on any executor.
    ///
    /// # Errors
    ///
    /// The scope that the instance belongs to was closed, or a constructor failed.
    ///
    /// # Panics
    ///
    /// If a constructor panics.
    pub async fn get_async(&self) -> Result<Arc<T>, ConstructionError> {
        self.0.get_async().await
    }

    /// One that asks a scope.
    pub(super) fn of<A: 'static, L: Level<A>, How>(node: &Node<A, L>) -> Self
    where
        T: 'static,
        How: Had<A, L, T> + 'static,
    {
        let scoped = Scoped::<A, L, How> {
            node: node.itself.clone(),
            how: PhantomData,
        };
        Self(Box::new(scoped))
    }
}

impl<T: ?Sized> fmt::Debug for Lazy<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Lazy").finish_non_exhaustive()
    }
}

impl<T: ?Sized + Send + Sync> Source<T> for Arc<T> {
    fn get(&self) -> Result<Arc<T>, ConstructionError> {
        Ok(Self::clone(self))
    }

    fn get_async(&self) -> Making<'_, Arc<T>> {
        Box::pin(ready(self.get()))
    }
}

/// A scope, as long as it is open, and how it has the instance.
struct Scoped<A, L: Level<A>, How> {
    node: Weak<Node<A, L>>,
    how: PhantomData<fn() -> How>,
}

impl<A: 'static, L: Level<A>, How, T> Source<T> for Scoped<A, L, How>
where
    T: ?Sized + 'static,
    How: Had<A, L, T>,
{
    fn get(&self) -> Result<Arc<T>, ConstructionError> {
        match self.node.upgrade() {
            Some(node) => How::now(&node),
            None => Err(closed::<A, L, T, How>()),
        }
    }

    fn get_async(&self) -> Making<'_, Arc<T>> {
        Box::pin(async move {
            match self.node.upgrade() {
                Some(node) => awaited::<A, L, T, How>(&node).await,
                None => Err(closed::<A, L, T, How>()),
            }
        })
    }
}

/// The error of whoever asks too late.
fn closed<A, L: Level<A>, T: ?Sized, How: Had<A, L, T>>() -> ConstructionError {
    let row = L::GRAPH.rows.get(slot_of(How::SLOT));
    let name = row.map_or_else(type_name::<T>, |row| row.name);
    ConstructionError::new(name, "its scope was closed".into())
}
