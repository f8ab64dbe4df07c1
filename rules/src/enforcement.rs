//! `enforce = "…"`: whether code that bypasses the factory is an error or a warning.
//!
//! ```
//! use ssot_rules::enforcement::Enforcement;
//!
//! assert_eq!(Enforcement::default().word(), "deny");
//! ```

/// What happens to code that bypasses the factory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Enforcement {
    /// It does not compile.
    #[default]
    Deny,
    /// It compiles, and each call of a constructor is a warning.
    Warn,
}

impl Enforcement {
    /// All levels.
    pub const ALL: &'static [Self] = &[Self::Deny, Self::Warn];

    /// The word in the attribute.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Deny => "deny",
            Self::Warn => "warn",
        }
    }
}
