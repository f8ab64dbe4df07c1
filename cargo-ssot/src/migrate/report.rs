//! What has become of every step, for people and for programs.

mod json;
mod text;

pub use json::{rolled_back, write as json};
pub use text::write as text;

use serde::Serialize;

use super::Status;
use super::migration::{ChangedFile, Migration};
use crate::pluralize::pluralize;

/// How many steps are how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Summary {
    /// Would be changed.
    pub proposed: usize,
    pub changed: usize,
    /// Were to stay.
    pub skipped: usize,
    /// Nobody has been asked about.
    pub undecided: usize,
    /// Were taken back.
    pub rolled_back: usize,
    /// Could not be written.
    pub failed: usize,
    /// Wait for another run.
    pub waiting: usize,
    /// Are somebody's.
    pub by_hand: usize,
    /// The files that are changed, or would be.
    pub files: usize,
}

impl Summary {
    /// Counts the steps of a migration.
    #[must_use]
    pub fn of(migration: &Migration<'_>) -> Self {
        let mut summary = Self::default();
        for step in &migration.steps {
            *match step.status {
                Status::Proposed => &mut summary.proposed,
                Status::Changed => &mut summary.changed,
                Status::Skipped => &mut summary.skipped,
                Status::Undecided => &mut summary.undecided,
                Status::RolledBack => &mut summary.rolled_back,
                Status::Failed => &mut summary.failed,
                Status::Waiting => &mut summary.waiting,
                Status::ByHand => &mut summary.by_hand,
            } += 1;
        }
        let changes = |file: &&ChangedFile| {
            let mut steps = file.rewritten.steps.iter();
            steps.any(|step| {
                matches!(
                    migration.steps[*step].status,
                    Status::Changed | Status::Proposed
                )
            })
        };
        summary.files = migration.files.iter().filter(changes).count();
        summary
    }

    #[must_use]
    pub fn line(&self) -> String {
        let files = pluralize(self.files, "file");
        let mut parts = Vec::new();
        if self.changed > 0 || self.proposed == 0 {
            parts.push(format!("{} changed in {files}", self.changed));
        }
        if self.proposed > 0 {
            parts.push(format!("{} to change in {files}", self.proposed));
        }
        let rest = [
            (self.skipped, "skipped"),
            (self.undecided, "not asked about"),
            (self.rolled_back, "rolled back"),
            (self.failed, "not written"),
            (self.waiting, "waiting for another run"),
            (self.by_hand, "left to you"),
        ];
        let rest = rest.into_iter().filter(|(number, _)| *number > 0);
        parts.extend(rest.map(|(number, what)| format!("{number} {what}")));
        parts.join(", ")
    }
}
