//! The exit codes, the same for every command and every format.
//!
//! ```
//! use cargo_ssot::exit::Exit;
//!
//! assert_eq!([Exit::Clean, Exit::Findings, Exit::Incomplete].map(Exit::code), [0, 1, 2]);
//! ```

use std::process::ExitCode;

/// Nothing was found.
pub const CLEAN: u8 = 0;
/// Something was found that no baseline excuses, or a baseline is out of date.
pub const FINDINGS: u8 = 1;
/// The command could not do all of its work: a file that cannot be read, arguments that make no sense.
/// What was found all the same has been printed.
pub const INCOMPLETE: u8 = 2;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// [`CLEAN`]
    Clean,
    /// [`FINDINGS`]
    Findings,
    /// [`INCOMPLETE`]
    Incomplete,
}

impl Exit {
    /// The number.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Clean => CLEAN,
            Self::Findings => FINDINGS,
            Self::Incomplete => INCOMPLETE,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}
