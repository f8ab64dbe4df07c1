//! What can go wrong when a component is made.

use std::boxed::Box;
use std::error::Error;
use std::fmt;
use std::vec::Vec;

/// The constructor of a component failed.
///
/// The scope remains usable: a failure is not stored, and the next request for the component
/// calls its constructor again. `Debug` prints what `Display` does, since that is what a `main` prints that returns it.
///
/// ```
/// use std::num::ParseIntError;
/// use std::sync::Arc;
///
/// use ssot::{composition, factory, ssot_component};
///
/// #[ssot_component(scope = singleton)]
/// pub struct Port {
///     number: u16,
/// }
///
/// #[factory]
/// impl Port {
///     pub fn parse(text: &String) -> Result<Self, ParseIntError> {
///         Ok(Self { number: text.parse()? })
///     }
/// }
///
/// #[ssot_component(new, scope = singleton)]
/// pub struct Server {
///     port: Arc<Port>,
/// }
///
/// composition! {
///     pub struct App {
///         inputs { String }
///         singletons { Port, Server }
///     }
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let app = App::new("http".to_owned())?;
/// let error = app.get::<Port>().err().expect("`http` is not a number");
/// assert_eq!(error.component(), "Port");
/// assert!(error.downcast_ref::<ParseIntError>().is_some());
/// assert_eq!(error.to_string(), "component `Port` could not be made: invalid digit found in string");
///
/// let error = app.get::<Server>().err().expect("it needs a port");
/// assert_eq!((error.component(), error.path()), ("Port", &["Server"][..]));
/// assert!(error.into_source().is::<ParseIntError>());
/// # Ok(())
/// # }
/// ```
pub struct ConstructionError(Box<Failure>);

/// Behind a pointer, so that a result is no larger than it has to be.
struct Failure {
    component: &'static str,
    /// Where its composition lists it.
    slot: Option<usize>,
    needed_by: Vec<&'static str>,
    source: Box<dyn Error + Send + Sync>,
}

impl ConstructionError {
    pub(crate) fn new(component: &'static str, source: Box<dyn Error + Send + Sync>) -> Self {
        Self(Box::new(Failure {
            component,
            slot: None,
            needed_by: Vec::new(),
            source,
        }))
    }

    /// The same failure, of the component of this slot if it is not known to be another's.
    #[must_use]
    pub(crate) fn at(mut self, slot: usize) -> Self {
        self.0.slot.get_or_insert(slot);
        self
    }

    /// The same failure, of what is at none of the slots of the composition that tells of it.
    #[must_use]
    pub(crate) fn elsewhere(mut self) -> Self {
        self.0.slot = None;
        self
    }

    /// The slot of the component that failed.
    pub(crate) fn slot(&self) -> Option<usize> {
        self.0.slot
    }

    /// The same failure, in the eyes of a component that needs the one that failed.
    #[must_use]
    pub(crate) fn needed_by(mut self, component: &'static str) -> Self {
        self.0.needed_by.push(component);
        self
    }

    /// The name of the component whose constructor failed.
    #[must_use]
    pub fn component(&self) -> &'static str {
        self.0.component
    }

    /// The names of the components that led to it: the first needs the component that failed, and the
    /// last was asked for. Empty if the component that failed was asked for.
    #[must_use]
    pub fn path(&self) -> &[&'static str] {
        &self.0.needed_by
    }

    /// The constructor's own error, if it is an `E`.
    #[must_use]
    pub fn downcast_ref<E: Error + 'static>(&self) -> Option<&E> {
        self.0.source.downcast_ref()
    }

    /// The constructor's own error.
    #[must_use]
    pub fn into_source(self) -> Box<dyn Error + Send + Sync> {
        self.0.source
    }
}

impl fmt::Display for ConstructionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "component `{}`", self.0.component)?;
        if let [first, rest @ ..] = &*self.0.needed_by {
            write!(formatter, " (needed by `{first}`")?;
            for component in rest {
                write!(formatter, ", by `{component}`")?;
            }
            formatter.write_str(")")?;
        }
        write!(formatter, " could not be made: {}", self.0.source)
    }
}

impl fmt::Debug for ConstructionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl Error for ConstructionError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0.source)
    }
}

/// Every failure of a `warm_up`, each component once. Components that need a failed one were not
/// attempted. `Debug` prints what `Display` does: a line for each.
///
/// ```
/// use ssot::{composition, factory, ssot_component};
///
/// #[ssot_component(scope = singleton)]
/// pub struct Database {}
///
/// #[factory]
/// impl Database {
///     pub fn connect() -> Result<Self, &'static str> {
///         Err("connection refused")
///     }
/// }
///
/// #[ssot_component(scope = singleton)]
/// pub struct Cache {}
///
/// #[factory]
/// impl Cache {
///     pub fn connect() -> Result<Self, &'static str> {
///         Err("wrong password")
///     }
/// }
///
/// composition! {
///     pub struct App {
///         singletons { Database, Cache }
///     }
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let errors = App::new()?.warm_up().expect_err("neither can be made");
/// let failed: Vec<_> = errors.iter().map(|error| error.component()).collect();
/// assert_eq!(failed, ["Database", "Cache"]);
/// # Ok(())
/// # }
/// ```
pub struct ConstructionErrors(Vec<ConstructionError>);

impl ConstructionErrors {
    /// The failures, in the order in which the components were attempted; an error if there are any.
    pub(crate) fn unless_empty(errors: Vec<ConstructionError>) -> Result<(), Self> {
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Self(errors))
        }
    }

    /// The failures, in the order in which the components were attempted.
    pub fn iter(&self) -> std::slice::Iter<'_, ConstructionError> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a ConstructionErrors {
    type Item = &'a ConstructionError;
    type IntoIter = std::slice::Iter<'a, ConstructionError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for ConstructionErrors {
    type Item = ConstructionError;
    type IntoIter = std::vec::IntoIter<ConstructionError>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for ConstructionErrors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            write!(formatter, "{error}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ConstructionErrors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl Error for ConstructionErrors {}
