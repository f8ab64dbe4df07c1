//! How many steps have each status.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::migrate::Status;
use crate::migrate::migration::Migration;
use crate::pluralize::pluralize;

/// The words for each status, in the order of the text.
const WORDS: [(Status, &str); 8] = [
    (Status::Changed, "changed"),
    (Status::Proposed, "to change"),
    (Status::Skipped, "skipped"),
    (Status::Undecided, "not asked about"),
    (Status::RolledBack, "rolled back"),
    (Status::Failed, "not written"),
    (Status::Waiting, "waiting for another run"),
    (Status::ByHand, "left to you"),
];

#[derive(Debug, Serialize)]
pub(super) struct Summary {
    #[serde(flatten)]
    steps: BTreeMap<Status, usize>,
    /// The files that are changed, or would be.
    files: usize,
}

impl Summary {
    pub(super) fn of(migration: &Migration<'_>) -> Self {
        let mut counts: BTreeMap<_, _> = WORDS.iter().map(|(status, _)| (*status, 0)).collect();
        for step in &migration.steps {
            *counts.entry(step.status).or_default() += 1;
        }
        let is_changed = |step: &usize| {
            let status = migration.steps[*step].status;
            matches!(status, Status::Changed | Status::Proposed)
        };
        let files = migration.files.iter();
        let changed = files.filter(|file| file.rewritten.steps.iter().any(is_changed));
        Self {
            steps: counts,
            files: changed.count(),
        }
    }

    pub(super) fn line(&self) -> String {
        let files = pluralize(self.files, "file");
        let parts = WORDS.iter().filter_map(|(status, words)| {
            let number = self.steps[status];
            let nothing = *status == Status::Changed && self.steps[&Status::Proposed] == 0;
            let files = match status {
                Status::Changed | Status::Proposed => format!(" in {files}"),
                _ => String::new(),
            };
            (number > 0 || nothing).then(|| format!("{number} {words}{files}"))
        });
        parts.collect::<Vec<_>>().join(", ")
    }
}
