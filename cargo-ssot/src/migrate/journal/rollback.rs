//! The way back.

use std::path::PathBuf;

use super::folder::unusable;
use super::manifest::{content, hash};
use super::{Bounds, Journal, Restored};
use crate::finding::Problem;
use crate::workspace::Workspace;

#[derive(Debug)]
pub struct RolledBack {
    /// The folder of the migration, from the root of the workspace. It still exists if there are problems.
    pub migration: PathBuf,
    pub restored: Vec<PathBuf>,
    /// Files that were changed after the migration, or cannot be written. They are unchanged, and their originals are in
    /// the folder of the migration.
    pub problems: Vec<Problem>,
}

/// Rolls back the newest migration of a workspace, also if it or an earlier rollback was killed. Files that the user has
/// changed since stay as they are.
pub fn rollback(workspace: &Workspace) -> Result<RolledBack, Box<Problem>> {
    let bounds = Bounds::of(workspace).map_err(unusable)?;
    let mut journal = Journal::newest(&bounds)?.ok_or_else(|| {
        let help =
            "`.ssot/migrations` holds those that `cargo ssot migrate` made in this workspace";
        Problem::new("there is no migration to roll back", help)
    })?;
    journal.manifest.done = false;
    journal.manifest.write(&journal.place()).map_err(unusable)?;
    let mut rolled_back = RolledBack {
        migration: journal.shown(),
        restored: Vec::new(),
        problems: Vec::new(),
    };
    let mut left = Vec::new();
    for (index, file) in journal.manifest.files.iter().enumerate() {
        let problem = match journal.restore(index) {
            Ok(Restored::Before) => continue,
            Ok(Restored::Now) => {
                rolled_back.restored.push(file.path());
                continue;
            }
            Ok(Restored::Changed) if journal.holds_earlier(index) => continue,
            Ok(Restored::Changed) => journal.changed(index),
            Err(error) => journal.unrestored(index, &error),
        };
        left.push(index);
        rolled_back.problems.push(problem);
    }
    journal.end(&left)?;
    Ok(rolled_back)
}

impl Journal {
    /// Whether a file holds its original of an earlier migration: the user has gone back further, by git for example.
    fn holds_earlier(&self, index: usize) -> bool {
        let Ok(present) = self.file(index).and_then(content) else {
            return false;
        };
        let (present, path) = (hash(&present), self.manifest.files[index].path());
        let mut files = self
            .folder
            .earlier(self.number)
            .flat_map(|manifest| manifest.files);
        files.any(|file| file.path() == path && file.old == present)
    }
}
