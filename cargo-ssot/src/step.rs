//! A step of a migration: a finding with its change, or with the reason why it has to be changed by hand.

use serde::Serialize;

use crate::finding::{FileId, Finding};
use crate::syntax::text::TextEdit;

pub(crate) const COMMENT: &str = "a comment stands in what would be replaced";

#[derive(Clone, Debug)]
pub struct Step {
    pub finding: Finding,
    pub action: Action,
    pub status: Status,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// These alterations together. None of them alone would do.
    Change(Vec<Alteration>),
    /// It has to be changed by hand, for this reason.
    ByHand(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    Proposed,
    Changed,
    Skipped,
    Undecided,
    /// Taken back with its file, because the compiler refused it.
    RolledBack,
    Failed,
    /// Left for another run, because another step changes the same bytes.
    Waiting,
    ByHand,
}

impl Step {
    /// A planned change, or the reason why there is none.
    pub fn new(finding: Finding, change: Result<Vec<Alteration>, String>) -> Self {
        let mut step = Self {
            finding,
            action: Action::Change(Vec::new()),
            status: Status::Proposed,
        };
        match change {
            Ok(alterations) => step.action = Action::Change(alterations),
            Err(reason) => step.leave(reason),
        }
        step
    }

    /// The bytes that it replaces by itself.
    pub(crate) fn text_edits(&self) -> impl Iterator<Item = (FileId, &TextEdit)> {
        let alterations = match &self.action {
            Action::Change(alterations) => alterations.as_slice(),
            Action::ByHand(_) => &[],
        };
        alterations.iter().filter_map(|one| match &one.edit {
            Edit::Text(edit) => Some((one.file, edit)),
            _ => None,
        })
    }

    pub(crate) fn leave(&mut self, reason: String) {
        self.action = Action::ByHand(reason);
        self.status = Status::ByHand;
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alteration {
    pub file: FileId,
    pub edit: Edit,
}

impl Alteration {
    pub(crate) const fn text(file: FileId, edit: TextEdit) -> Self {
        let edit = Edit::Text(edit);
        Self { file, edit }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
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
