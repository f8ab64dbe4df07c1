//! Rewrites code to what the rules ask for, where that can be done mechanically.
//!
//! 1. Each finding becomes a [`Step`]: a change, or the reason why somebody has to make it.
//! 2. [`rewrite`] makes new texts of files, of all changes in one at once.
//! 3. [`interactive`] asks somebody about each change, where that is wanted, and [`tree`] refuses where git could
//!    not give back what is overwritten.
//! 4. [`transaction`] writes the files, all of each or nothing, by a [`journal`] that can take all of it back, and with
//!    what [`verification`] learns of the compiler before and afterwards.
//! 5. [`report`] says what has become of each step.

pub mod annotate;
pub(crate) mod imports;
pub mod interactive;
pub mod journal;
pub mod plan;
pub mod report;
pub mod rewrite;
pub mod transaction;
pub mod tree;
mod uses;
pub mod verification;

pub(crate) mod accessors;
pub mod constructors;

use crate::finding::{FileId, Finding};

/// Why bytes with a comment stay.
const COMMENT: &str = "a comment stands in what would be replaced";

/// One finding, and what becomes of it.
#[derive(Clone, Debug)]
pub struct Step {
    /// What was found.
    pub finding: Finding,
    /// What becomes of it.
    pub action: Action,
}

/// What becomes of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// These alterations together. None of them alone would do.
    Change(Vec<Alteration>),
    /// Nothing, for this reason; somebody has to do it.
    ByHand(String),
}

/// A part of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alteration {
    /// The file.
    pub file: FileId,
    /// What happens to it.
    pub edit: Edit,
}

/// What happens to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Bytes of it become others.
    Text(TextEdit),
    /// A name that a `use` imports comes from another path.
    Import {
        /// The first byte of the name, the one that the import names last or the variants of an enum stand behind.
        name: usize,
        /// The path that it is to have: `crate::managers::Manager`.
        path: String,
    },
    /// A name that `use path::*` brought is imported by a `use` of its own.
    Glob {
        /// The byte of the `*`.
        star: usize,
        /// What is imported: `crate::managers::Manager`, `crate::managers::Manager as Old`.
        path: String,
        /// The names that the `*` brings, if it can be left out where none of them is used.
        brings: Option<Vec<String>>,
    },
    /// A module imports something more, unless it does already.
    Need {
        /// The module, by its position in the facts of the file.
        module: usize,
        /// The path to import: `crate::managers::ManagerFactory`.
        path: String,
    },
}

/// Bytes that become others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextEdit {
    /// The first byte of the file's text that is replaced.
    pub start: usize,
    /// The one behind the last.
    pub end: usize,
    /// What stands there then.
    pub text: String,
}

/// A file with its new text.
#[derive(Clone, Debug)]
pub struct Rewritten {
    /// Which file.
    pub file: FileId,
    /// What it is to hold.
    pub text: String,
    /// The steps that change it, by their positions.
    pub steps: Vec<usize>,
}
