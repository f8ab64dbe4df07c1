//! The way back.

use std::path::PathBuf;

use super::folder::{Folder, unusable};
use super::{Bounds, Journal, Restored, State, UNDOING};
use crate::edit::moves::{create, sync_folder};
use crate::finding::Problem;
use crate::workspace::Workspace;

/// What a rollback has done.
#[derive(Debug)]
pub struct RolledBack {
    /// The folder of the migration, from the root of the workspace on. It is there still if there are problems.
    pub migration: PathBuf,
    /// The files that hold again what they held before, from the root of the workspace on.
    pub restored: Vec<PathBuf>,
    /// Files that were changed after the migration, or cannot be written. They are as they were, and their originals are
    /// in the folder of the migration.
    pub problems: Vec<Problem>,
}

/// Takes back the newest migration of a workspace, also one that was killed, and also if a rollback was. Files that hold
/// neither what the migration read nor what it wrote stay as they are.
///
/// # Errors
///
/// There is no migration, or the folder of migrations cannot be used, or another process is at work in it.
pub fn rollback(workspace: &Workspace) -> Result<RolledBack, Box<Problem>> {
    let bounds = Bounds::of(workspace).map_err(unusable)?;
    let folder = Folder::open(&bounds.root)?.ok_or_else(nothing)?;
    let number = *folder.numbers()?.last().ok_or_else(nothing)?;
    let journal = Journal::read(&bounds, folder, number)?;
    let place = journal.place();
    let state = State::of(&place).map_err(unusable)?;
    if !state.undoing {
        let started = create(&place.join(UNDOING), &[], None).and_then(|()| sync_folder(&place));
        started.map_err(unusable)?;
    }
    let all = journal.files.len();
    let concerned = match state.done {
        Some(done) => done.kept,
        None => (0..all).collect(),
    };
    let mut rolled_back = RolledBack {
        migration: journal.shown(),
        restored: Vec::new(),
        problems: Vec::new(),
    };
    let earlier = journal.earlier_originals();
    let mut left = Vec::new();
    for index in concerned.into_iter().filter(|index| *index < all) {
        let problem = match journal.restore(index) {
            Ok(Restored::Before) => continue,
            Ok(Restored::Now) => {
                let path = journal.manifest.files[index].path.path();
                rolled_back.restored.push(path);
                continue;
            }
            // Somebody has gone back further than this migration: by git, say.
            Ok(Restored::Changed) if journal.holds(index, &earlier) => continue,
            Ok(Restored::Changed) => journal.changed(index),
            Err(error) => journal.unrestored(index, &error),
        };
        left.push(index);
        rolled_back.problems.push(problem);
    }
    journal.end(left)?;
    Ok(rolled_back)
}

#[expect(
    clippy::unnecessary_box_returns,
    reason = "what fails here returns it so"
)]
fn nothing() -> Box<Problem> {
    Box::new(Problem::new(
        "there is no migration to roll back",
        "`.ssot/migrations` holds those that `cargo ssot migrate` made in this workspace",
    ))
}
