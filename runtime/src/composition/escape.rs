//! Instances that outlive their scope.

use std::any::Any;
use std::boxed::Box;
use std::error::Error;
use std::fmt;
use std::sync::{Arc, OnceLock};
use std::vec::Vec;

/// The id of a context, of whatever type.
pub(crate) trait ContextId: Any + fmt::Debug + Send + Sync {}

impl<T: Any + fmt::Debug + Send + Sync> ContextId for T {}

/// An instance that was still held somewhere when its scope closed.
///
/// The holder can still use it, on behalf of a user who may be gone: look for a list, a
/// channel or a task that keeps it, and drop it before the scope closes.
///
/// `Display` prints the id of the context with `Debug`; `Debug` prints the same without the id.
///
/// [`Escapes`] has an example.
pub struct Escape {
    component: &'static str,
    context: &'static str,
    /// None of an application.
    id: Option<Arc<dyn ContextId>>,
    holders: usize,
}

impl Escape {
    /// The name of the component.
    #[must_use]
    pub fn component(&self) -> &'static str {
        self.component
    }

    /// The type of the context, as written in the composition; or the composition, for an instance that outlived the application.
    #[must_use]
    pub fn context(&self) -> &'static str {
        self.context
    }

    /// The id of the context, if it is an `I`.
    #[must_use]
    pub fn id<I: 'static>(&self) -> Option<&I> {
        let id: &dyn Any = &**self.id.as_ref()?;
        id.downcast_ref()
    }

    /// The number of pointers to the instance. An escaped component holds its dependencies, so these
    /// are reported too.
    #[must_use]
    pub fn holders(&self) -> usize {
        self.holders
    }
}

impl Escape {
    /// With the id, or without: it may be a name.
    fn write(&self, formatter: &mut fmt::Formatter<'_>, with_id: bool) -> fmt::Result {
        let (component, context, times) = (self.component, self.context, self.holders);
        write!(
            formatter,
            "`{component}` outlived its scope: the `{context}`"
        )?;
        if let Some(id) = self.id.as_ref().filter(|_| with_id) {
            write!(formatter, " {id:?}")?;
        }
        let places = if times == 1 { "place" } else { "places" };
        write!(
            formatter,
            " was closed and the instance is still held in {times} {places}"
        )
    }
}

impl fmt::Debug for Escape {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(formatter, false)
    }
}

impl fmt::Display for Escape {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(formatter, true)
    }
}

/// Every instance that outlived its scope, as closing the scope reports them.
///
/// `Debug` prints what `Display` does, without the ids, so that the message of `unwrap` is readable.
///
/// ```
/// use ssot::{Context, Scope, composition, factory, ssot_component};
///
/// pub struct User(u32);
///
/// impl Context for User {
///     type Id = u32;
///     type Error = &'static str;
///
///     fn id(&self) -> u32 {
///         self.0
///     }
///
///     fn validate(&self) -> Result<(), &'static str> {
///         Ok(())
///     }
/// }
///
/// #[ssot_component(scope = context(User))]
/// pub struct Inbox {}
///
/// #[factory]
/// impl Inbox {
///     pub fn create(_: &Scope<User>) -> Self {
///         Self {}
///     }
/// }
///
/// composition! {
///     pub struct App {
///         context(User) { Inbox }
///     }
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let user = App::new()?.scope(User(7))?;
/// let kept = user.get::<Inbox>()?;
/// let escapes = user.close().expect_err("the inbox is still held");
/// assert_eq!((escapes.len(), escapes.is_empty(), escapes.open_scopes()), (1, false, 0));
/// for escape in escapes.iter() {
///     assert_eq!((escape.component(), escape.context()), ("Inbox", "User"));
///     assert_eq!((escape.id::<u32>(), escape.holders()), (Some(&7), 1));
/// }
/// drop(kept);
/// # Ok(())
/// # }
/// ```
pub struct Escapes {
    pub(crate) instances: Vec<Escape>,
    pub(crate) within: &'static str,
    pub(crate) open: usize,
    /// An application was closed: its clones count too.
    pub(crate) is_application: bool,
}

impl Escapes {
    /// The instances.
    pub fn iter(&self) -> std::slice::Iter<'_, Escape> {
        self.instances.iter()
    }

    /// The number of instances.
    #[must_use]
    pub fn len(&self) -> usize {
        self.instances.len()
    }

    /// Whether no instance is known to have escaped. Then inner scopes were still open.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.instances.is_empty()
    }

    /// The number of inner scopes that were still open; for an application, of scopes and clones. While there are
    /// any, the instances stay, and those of a context are checked when the last of them closes.
    #[must_use]
    pub fn open_scopes(&self) -> usize {
        self.open
    }
}

impl<'a> IntoIterator for &'a Escapes {
    type Item = &'a Escape;
    type IntoIter = std::slice::Iter<'a, Escape>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Escapes {
    fn write(&self, formatter: &mut fmt::Formatter<'_>, with_ids: bool) -> fmt::Result {
        if self.open > 0 {
            let (open, within) = (self.open, self.within);
            if self.is_application {
                let uses = if open == 1 {
                    "use: a clone"
                } else {
                    "uses: clones"
                };
                return write!(
                    formatter,
                    "the `{within}` was closed with {open} {uses} of it, or scopes that are open"
                );
            }
            let scopes = if open == 1 { "scope is" } else { "scopes are" };
            return write!(
                formatter,
                "{open} {scopes} open within the `{within}` that was closed"
            );
        }
        for (index, escape) in self.instances.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            escape.write(formatter, with_ids)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Escapes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(formatter, false)
    }
}

impl fmt::Display for Escapes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(formatter, true)
    }
}

impl Error for Escapes {}

type Handler = Box<dyn Fn(&Escape) + Send + Sync>;

/// Who is told about the escapes from every scope of a composition.
#[derive(Default)]
pub(crate) struct Reporter(OnceLock<Handler>);

impl Reporter {
    /// Whether this was the first handler; a second one changes nothing.
    pub(crate) fn set(&self, handler: Handler) -> bool {
        self.0.set(handler).is_ok()
    }

    pub(crate) fn tell(&self, escape: &Escape) {
        if let Some(handler) = self.0.get() {
            handler(escape);
        }
    }
}

/// What a node knows about the context of its scope.
pub struct Identity {
    pub(crate) context: &'static str,
    pub(crate) id: Arc<dyn ContextId>,
}

impl Identity {
    pub(crate) fn escape(&self, component: &'static str, holders: usize) -> Escape {
        Escape {
            component,
            context: self.context,
            id: Some(Arc::clone(&self.id)),
            holders,
        }
    }
}

impl Escape {
    /// What outlived the whole application.
    pub(crate) fn of_application(
        composition: &'static str,
        component: &'static str,
        holders: usize,
    ) -> Self {
        Self {
            component,
            context: composition,
            id: None,
            holders,
        }
    }
}
