//! What can be wrong with a configuration.

use std::error::Error;
use std::fmt;
use std::string::String;
use std::vec::Vec;

use super::key::ConfigKey;

/// All mistakes of a configuration. `Display` prints a line for each.
///
/// It contains no secrets. `Debug` prints the same text, so that the messages of `unwrap` and a failing `main` are readable.
///
/// ```
/// use ssot::config::{Layers, ProblemKind};
///
/// #[ssot::ssot_config(prefix = "CACHE")]
/// pub struct CacheConfig {
///     pub seconds: u32,
///     pub entries: usize,
/// }
///
/// # fn main() {
/// let layers = Layers::new().variables([("CACHE_SECONDS", "soon")]);
/// let error = CacheConfigFactory::load(layers).expect_err("one key is wrong, and one is not given");
/// assert_eq!(error.owner(), "CacheConfig");
///
/// let [wrong, missing] = error.problems() else { panic!("{error}") };
/// assert_eq!(wrong.kind, ProblemKind::Invalid);
/// assert_eq!(wrong.key.map(|key| key.variable), Some("CACHE_SECONDS"));
/// assert_eq!(missing.kind, ProblemKind::Missing);
/// assert!(missing.to_string().starts_with("`cache.entries` is missing"));
/// # }
/// ```
pub struct ConfigError {
    owner: &'static str,
    problems: Vec<Problem>,
}

impl ConfigError {
    pub(super) fn new(owner: &'static str, problems: Vec<Problem>) -> Self {
        Self { owner, problems }
    }

    /// The name of the component whose keys were read.
    #[must_use]
    pub fn owner(&self) -> &'static str {
        self.owner
    }

    /// The mistakes in the layers, then those of the keys in the order of their fields.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, owner) = (self.problems.len(), self.owner);
        let mistakes = if count == 1 { "mistake" } else { "mistakes" };
        write!(
            formatter,
            "{count} {mistakes} in the configuration `{owner}`:"
        )?;
        for problem in &self.problems {
            write!(formatter, "\n  {problem}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl Error for ConfigError {}

/// One mistake. `Display` prints the value, its source, and what to do.
///
/// [`ConfigError`] has an example.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Problem {
    /// The kind of the mistake.
    pub kind: ProblemKind,
    /// The key, if the mistake is about one with an owner.
    pub key: Option<&'static ConfigKey>,
    text: String,
}

impl Problem {
    pub(super) fn new(kind: ProblemKind, key: Option<&'static ConfigKey>, text: String) -> Self {
        Self { kind, key, text }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// The kinds of mistakes.
///
/// An application can, for example, ask the user for missing values:
///
/// ```
/// use ssot::config::{Layers, ProblemKind};
///
/// #[ssot::ssot_config(prefix = "CACHE")]
/// pub struct CacheConfig {
///     pub seconds: u32,
/// }
///
/// # fn main() {
/// let error = CacheConfigFactory::load(Layers::new()).expect_err("nothing is given");
/// let ask = error.problems().iter().all(|problem| problem.kind == ProblemKind::Missing);
/// assert!(ask);
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// No layer sets the key, and it has no default.
    Missing,
    /// The value is not of the key's type.
    Invalid,
    /// The name of an unknown key or profile.
    Unknown,
    /// One layer sets the key twice, under two of its names.
    Repeated,
    /// The layer cannot be read. Missing keys are then not reported, because the layer may contain them.
    Unreadable,
}
