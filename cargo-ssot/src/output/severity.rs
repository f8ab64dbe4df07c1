//! How loudly a finding is reported.

use ssot_rules::classification::Risk;

/// The words that compilers have for it.
///
/// It follows from the risk alone: where a reader is merely misled, it is a warning; where the program can go wrong,
/// an error. Both are findings, and the exit code is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The program can go wrong.
    Error,
    /// A reader is misled.
    Warning,
}

impl Severity {
    pub fn of(risk: Risk) -> Self {
        if risk == Risk::Low {
            Self::Warning
        } else {
            Self::Error
        }
    }

    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}
