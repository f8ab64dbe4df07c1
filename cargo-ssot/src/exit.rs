//! The exit codes, the same for every command and every format.
//!
//! ```
//! use cargo_ssot::testing::exit::Exit;
//!
//! assert_eq!([Exit::Clean, Exit::Findings, Exit::Incomplete].map(Exit::code), [0, 1, 2]);
//! ```

use std::process::ExitCode;

/// There are no findings.
pub const CLEAN: u8 = 0;
/// There are findings that the baseline does not suppress, or the baseline is out of date.
pub const FINDINGS: u8 = 1;
/// The command could not do all of its work, for example because a file cannot be read or an argument is invalid.
/// The findings so far have been printed.
pub const INCOMPLETE: u8 = 2;

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
