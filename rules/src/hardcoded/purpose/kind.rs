//! The purposes of literals.

/// What a literal is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Purpose {
    /// Nothing says that it is not used as an address, nor that it is.
    Unknown,
    /// Something says that it is used as an address: a name, or what it is given to.
    Use,
    /// It is what holds where a configuration says nothing.
    Default,
    /// Something is compared with it.
    Comparison,
    /// It is a name that only looks like an address.
    Name,
    /// People read it.
    Text,
}

impl Purpose {
    /// The first of the two that says anything.
    pub(super) fn or(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Unknown => other(),
            said => said,
        }
    }
}
