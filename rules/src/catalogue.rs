//! Every violation: code, title, message, reason and fix.
//!
//! A message and a fix are templates. The check that reports the violation fills in `{word}`;
//! `{Self}` stays as it is for the compiler, which fills it in for the rules it reports itself.
//!
//! The feature `tools` adds the texts that are not part of an error.
//!
//! ```
//! use ssot_rules::Rule;
//! use ssot_rules::catalogue::fill;
//!
//! let rule = Rule::DefinedTwice;
//! assert_eq!(rule.to_string(), "SSOT020");
//! # #[cfg(feature = "tools")] {
//! assert_eq!(Rule::of_code("ssot020"), Some(rule));
//! assert_eq!(rule.heading(), "SSOT020: defined twice");
//! assert!(rule.page().contains("**Why.**"));
//! # }
//!
//! let values = [("name", "Clock".to_owned()), ("count", "2".to_owned())];
//! assert_eq!(fill(rule.entry().message, &values), "component `Clock` is defined 2 times");
//! ```

use core::fmt;

#[macro_use]
mod entry;
mod entries;
#[cfg(feature = "tools")]
mod page;
mod template;

pub use entries::Rule;
pub use entry::Entry;
#[cfg(feature = "tools")]
pub use entry::Reporter;
#[cfg(feature = "tools")]
pub use page::Paragraph;
pub use template::fill;

#[cfg(feature = "tools")]
impl Rule {
    /// The rule of a code, in capitals or not.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let mut rules = Self::ALL.iter().copied();
        rules.find(|rule| rule.entry().code.eq_ignore_ascii_case(code))
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.entry().code)
    }
}
