//! The state of a migration.

use super::transaction::{Applied, FileChange};
use super::{Rewritten, Status, Step};
use crate::exit::Exit;
use crate::finding::Problem;
use crate::scan::Scan;

#[derive(Debug)]
pub struct ChangedFile {
    pub rewritten: Rewritten,
    pub errors: Vec<String>,
    pub compiled: bool,
}

/// The steps and files of a migration, before and after they are written.
#[derive(Debug)]
pub struct Migration<'a> {
    pub scan: &'a Scan,
    pub steps: Vec<Step>,
    pub files: Vec<ChangedFile>,
    pub problems: Vec<Problem>,
    /// Whether files were to be written.
    pub applied: bool,
    /// Where the originals are, if something was written.
    pub originals: Option<String>,
}

impl<'a> Migration<'a> {
    /// A migration of which nothing is written yet.
    pub fn proposed(
        scan: &'a Scan,
        mut steps: Vec<Step>,
        rewritten: Vec<Rewritten>,
        waiting: &[usize],
    ) -> Self {
        for index in waiting {
            steps[*index].status = Status::Waiting;
        }
        let files = rewritten.into_iter().map(|rewritten| ChangedFile {
            rewritten,
            errors: Vec::new(),
            compiled: true,
        });
        Self {
            scan,
            steps,
            files: files.collect(),
            problems: scan.problems.clone(),
            applied: false,
            originals: None,
        }
    }

    pub fn changes(&self) -> Vec<FileChange> {
        let changes = self.files.iter().map(|file| {
            let source = &self.scan.files[file.rewritten.file.0];
            FileChange {
                path: source.path.clone(),
                shown: source.shown.clone(),
                package: source.package,
                old: source.text.clone(),
                new: file.rewritten.text.clone(),
            }
        });
        changes.collect()
    }

    /// Records what was written. A step that changes several files is done if all of them are.
    #[must_use]
    pub fn applied(mut self, applied: Applied) -> Self {
        self.applied = true;
        let mut ends = vec![Status::Failed; self.files.len()];
        for kept in applied.kept {
            ends[kept] = Status::Changed;
        }
        for refused in applied.rolled_back {
            ends[refused.change] = Status::RolledBack;
            let errors = refused.errors.iter().map(ToString::to_string);
            self.files[refused.change].errors = errors.collect();
        }
        for uncompiled in applied.not_compiled {
            self.files[uncompiled].compiled = false;
        }
        for (file, end) in self.files.iter().zip(ends) {
            for step in &file.rewritten.steps {
                let status = &mut self.steps[*step].status;
                if matches!(status, Status::Proposed | Status::Changed) {
                    *status = end;
                }
            }
        }
        // Some changes leave the text as it is: another one has made it already.
        for step in &mut self.steps {
            if step.status == Status::Proposed {
                step.status = Status::Changed;
            }
        }
        self.problems.extend(applied.problems);
        self.originals = applied.migration.map(|folder| crate::paths::text(&folder));
        self
    }

    pub fn exit(&self) -> Exit {
        if !self.problems.is_empty() {
            Exit::Incomplete
        } else if self.steps.iter().all(|step| step.status == Status::Changed) {
            Exit::Clean
        } else {
            Exit::Findings
        }
    }
}
