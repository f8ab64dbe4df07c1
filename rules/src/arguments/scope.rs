//! The argument `scope`.

use crate::syntax::Type;

/// How long an instance lives, and which callers share it.
#[derive(Clone)]
#[non_exhaustive]
pub enum Scope {
    /// A new instance for each request.
    Transient,
    /// One instance for the whole composition.
    Singleton,
    /// One instance for each context of this type.
    Context(Box<Type>),
}
