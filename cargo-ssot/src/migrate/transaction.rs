//! New texts of files, written together, of which those are taken back that do not compile.

mod blame;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use self::blame::Edited;
use super::journal::{Bounds, Journal, Original};
use super::verification::{self, Checked, CompilerError, Verification};
use crate::finding::Problem;
use crate::index;
use crate::workspace::Workspace;

/// A file, as it was read and as it is to be.
#[derive(Clone, Debug)]
pub struct FileChange {
    pub path: PathBuf,
    /// Where it is, from the root of the workspace on.
    pub shown: PathBuf,
    pub package: usize,
    /// What it held when it was read, every byte of it.
    pub old: String,
    pub new: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage<'a> {
    CheckingBefore,
    Writing,
    /// The compiler says which errors there are now, for this many times.
    Checking(usize),
    /// This file makes errors, and is given back what it held.
    TakingBack(&'a Path),
}

/// What a transaction has done. Changes are named by their positions among those that were asked for.
#[derive(Debug, Default)]
pub struct Applied {
    /// The changes that were made. One that changes nothing is none.
    pub kept: Vec<usize>,
    /// The changes that were not made, or taken back, because the compiler refused them.
    pub rolled_back: Vec<Refused>,
    /// Files that could not be written, or not be given back what they held.
    pub problems: Vec<Problem>,
    /// The changes among those kept whose files the compiler did not read to the end: no target has them, or one that does
    /// not compile for other reasons. Empty without verification.
    pub not_compiled: Vec<usize>,
    /// Where the originals are, from the root of the workspace on, if anything was written and stays.
    pub migration: Option<PathBuf>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub change: usize,
    pub shown: PathBuf,
    pub errors: Vec<CompilerError>,
}

/// Writes files: all of each or nothing, with their originals kept before, so that
/// [`rollback`](super::journal::rollback) gives them back, however this ends.
///
/// A text that does not parse is not written. If it is to be verified, the workspace is compiled before, to know which
/// errors it has anyway, and afterwards: a file that brings a new one is taken back, alone, until there is none.
/// Compiling runs build scripts and macros of the workspace.
///
/// A file that does not hold what was read, leads out of the workspace or cannot be written is a problem of its own; the
/// others are written all the same.
///
/// # Errors
///
/// An earlier migration was not ended, another process is at work, the originals cannot be kept, or cargo does not come
/// as far as the compiler. Then every file is as it was.
pub fn apply(
    workspace: &Workspace,
    changes: &[FileChange],
    verification: Verification,
    progress: &dyn Fn(Stage<'_>),
) -> Result<Applied, Box<Problem>> {
    let bounds = Bounds::of(workspace).map_err(|error| {
        let message = format!("the folder of the workspace cannot be found: {error}");
        Problem::new(message, "make it readable")
    })?;
    let mut transaction = Transaction {
        workspace,
        bounds,
        changes,
        progress,
        applied: Applied::default(),
        written: BTreeMap::new(),
        left: Vec::new(),
    };
    let files = transaction.files();
    if files.is_empty() {
        return Ok(transaction.applied);
    }
    let packages = files.keys().map(|index| changes[*index].package).collect();
    let packages = verification::concerned(workspace, &packages);
    let before = match verification {
        Verification::None => None,
        Verification::Compiler => {
            progress(Stage::CheckingBefore);
            Some(verification::check(workspace, &packages)?)
        }
    };
    progress(Stage::Writing);
    let journal = transaction.begin(&files)?;
    transaction.write(&journal, files);
    if let Some(before) = before
        && let Err(problem) = transaction.verify(&journal, &packages, &before)
    {
        transaction.take_back_all(&journal, *problem);
    }
    Ok(transaction.end(journal))
}

struct Transaction<'a> {
    workspace: &'a Workspace,
    bounds: Bounds,
    changes: &'a [FileChange],
    progress: &'a dyn Fn(Stage<'_>),
    applied: Applied,
    /// The files that hold what they are to hold, by their changes.
    written: BTreeMap<usize, Written>,
    /// The files that were to be given back what they held and could not, by their positions in the journal.
    left: Vec<usize>,
}

struct Written {
    /// Its position in the journal.
    entry: usize,
    real: PathBuf,
}

impl Transaction<'_> {
    /// The files to write, by their changes: where they are without links.
    fn files(&mut self) -> BTreeMap<usize, PathBuf> {
        let (mut files, mut known) = (BTreeMap::new(), BTreeSet::new());
        for (index, change) in self.changes.iter().enumerate() {
            if change.old == change.new {
                continue;
            }
            if let Err(unreadable) = index::read(&change.new) {
                self.applied.rolled_back.push(Refused {
                    change: index,
                    shown: change.shown.clone(),
                    errors: vec![CompilerError {
                        path: Some(change.shown.clone()),
                        position: unreadable.position,
                        ..CompilerError::of_cargo(&unreadable.message)
                    }],
                });
                continue;
            }
            match self.bounds.real(&change.path) {
                Ok(real) if known.insert(real.clone()) => {
                    files.insert(index, real);
                }
                Ok(_) => self.unwritten(index, "it is to be written twice, under two names"),
                Err(error) => self.unwritten(index, error),
            }
        }
        files
    }

    fn begin(&self, files: &BTreeMap<usize, PathBuf>) -> Result<Journal, Box<Problem>> {
        let originals = files.iter().map(|(index, real)| {
            let change = &self.changes[*index];
            Original {
                real: real.clone(),
                old: change.old.as_bytes(),
                new: change.new.as_bytes(),
            }
        });
        let originals: Vec<_> = originals.collect();
        Journal::begin(&self.bounds, &originals)
    }

    fn write(&mut self, journal: &Journal, files: BTreeMap<usize, PathBuf>) {
        for (entry, (index, real)) in files.into_iter().enumerate() {
            match journal.write(entry, self.changes[index].new.as_bytes()) {
                Ok(()) => {
                    self.written.insert(index, Written { entry, real });
                }
                Err(error) => self.unwritten(index, error),
            }
        }
    }

    /// Takes back what does not compile. Each round takes back one file at least, so that it ends.
    fn verify(
        &mut self,
        journal: &Journal,
        packages: &BTreeSet<usize>,
        before: &Checked,
    ) -> Result<(), Box<Problem>> {
        for round in 1.. {
            if self.written.is_empty() {
                break;
            }
            (self.progress)(Stage::Checking(round));
            let after = verification::check(self.workspace, packages)?;
            let new = after.new_since(before);
            if new.is_empty() {
                self.name_uncompiled(&after);
                break;
            }
            let edited = self.written.iter().map(|(change, written)| Edited {
                change: *change,
                real: &written.real,
                package: self.changes[*change].package,
            });
            let edited: Vec<_> = edited.collect();
            let mut blamed: BTreeMap<usize, Vec<CompilerError>> = BTreeMap::new();
            for found in new {
                for change in blame::blamed(self.workspace, &edited, found) {
                    let errors = blamed.entry(change).or_default();
                    // Each target that has the file says the same.
                    if !errors.contains(&found.error) {
                        errors.push(found.error.clone());
                    }
                }
            }
            for (change, errors) in blamed {
                self.take_back(journal, change, errors);
            }
        }
        Ok(())
    }

    fn take_back(&mut self, journal: &Journal, change: usize, errors: Vec<CompilerError>) {
        let Some(written) = self.written.remove(&change) else {
            return;
        };
        let shown = self.changes[change].shown.clone();
        (self.progress)(Stage::TakingBack(&shown));
        match journal.take_back(written.entry) {
            Ok(()) => self.applied.rolled_back.push(Refused {
                change,
                shown,
                errors,
            }),
            Err(problem) => {
                self.applied.problems.push(problem);
                self.left.push(written.entry);
            }
        }
    }

    /// It cannot be known what is right.
    fn take_back_all(&mut self, journal: &Journal, problem: Problem) {
        let error = CompilerError::of_cargo(&problem.message);
        let changes: Vec<_> = self.written.keys().copied().collect();
        for change in changes {
            self.take_back(journal, change, vec![error.clone()]);
        }
        self.applied.problems.push(problem);
    }

    fn end(mut self, journal: Journal) -> Applied {
        let written = self.written.values().map(|written| written.entry);
        let kept: Vec<_> = written.chain(self.left).collect();
        if !kept.is_empty() {
            self.applied.migration = Some(journal.shown());
        }
        if let Err(problem) = journal.end(&kept) {
            self.applied.problems.push(*problem);
        }
        self.applied.kept = self.written.into_keys().collect();
        self.applied
            .rolled_back
            .sort_by_key(|refused| refused.change);
        self.applied
    }

    fn unwritten(&mut self, change: usize, error: impl std::fmt::Display) {
        let message = format!("the file is not written: {error}");
        let help = "it is as it was; call the command again once that has changed";
        let problem = Problem::new(message, help);
        let shown = &self.changes[change].shown;
        self.applied.problems.push(problem.in_file(shown));
    }

    fn name_uncompiled(&mut self, after: &Checked) {
        let Some(compiled) = &after.compiled else {
            return;
        };
        let written = self.written.iter();
        let not_compiled = written.filter(|(_, written)| !compiled.contains(&written.real));
        self.applied.not_compiled = not_compiled.map(|(change, _)| *change).collect();
    }
}
