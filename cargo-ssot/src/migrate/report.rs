//! What has become of every step, for people and for programs.

mod json;
mod text;

pub use json::{rolled_back, write as json};
pub use text::write as text;

use serde::Serialize;

use super::transaction::{Applied, FileChange};
use super::{Action, Rewritten, Step};
use crate::counted::counted;
use crate::exit::Exit;
use crate::finding::Problem;
use crate::scan::Scan;

/// What has become of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It would be changed.
    Proposed,
    /// It is changed.
    Changed,
    /// Somebody has said that it is to stay.
    Skipped,
    /// It was changed, and taken back with its file: the compiler refused it.
    RolledBack,
    /// It could not be written.
    Failed,
    /// It waits for another run, because another step changes the same bytes.
    Waiting,
    /// Somebody has to do it, for this reason.
    ByHand(String),
}

impl Fate {
    /// The word in machine-readable output.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Changed => "changed",
            Self::Skipped => "skipped",
            Self::RolledBack => "rolled-back",
            Self::Failed => "failed",
            Self::Waiting => "waiting",
            Self::ByHand(_) => "by-hand",
        }
    }
}

/// A file that changes, or would.
#[derive(Debug)]
pub struct FileReport {
    /// What it is to hold, and by which steps.
    pub rewritten: Rewritten,
    /// What the compiler had against it, each in a line.
    pub errors: Vec<String>,
    /// Whether the compiler has read it.
    pub compiled: bool,
}

/// All that a migration has done or would do.
#[derive(Debug)]
pub struct Report<'a> {
    /// The workspace.
    pub scan: &'a Scan,
    /// What was to be done.
    pub steps: &'a [Step],
    /// What has become of each.
    pub fates: Vec<Fate>,
    /// The files.
    pub files: Vec<FileReport>,
    /// What could not be done.
    pub problems: Vec<Problem>,
    /// Whether files were to be written.
    pub applied: bool,
    /// Where the originals are, if something was written.
    pub originals: Option<String>,
}

/// How many steps have had which fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Summary {
    /// Would be changed.
    pub proposed: usize,
    /// Are changed.
    pub changed: usize,
    /// Were to stay.
    pub skipped: usize,
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

impl<'a> Report<'a> {
    /// What would be done: nothing is written yet. Steps that are not chosen are skipped.
    #[must_use]
    pub fn proposed(
        scan: &'a Scan,
        steps: &'a [Step],
        chosen: &[usize],
        rewritten: Vec<Rewritten>,
        waiting: &[usize],
    ) -> Self {
        let fates = steps
            .iter()
            .enumerate()
            .map(|(index, step)| match &step.action {
                Action::ByHand(reason) => Fate::ByHand(reason.clone()),
                Action::Change(_) if waiting.contains(&index) => Fate::Waiting,
                Action::Change(_) if !chosen.contains(&index) => Fate::Skipped,
                Action::Change(_) => Fate::Proposed,
            });
        let files = rewritten.into_iter().map(|rewritten| FileReport {
            rewritten,
            errors: Vec::new(),
            compiled: true,
        });
        Self {
            scan,
            steps,
            fates: fates.collect(),
            files: files.collect(),
            problems: scan.problems.clone(),
            applied: false,
            originals: None,
        }
    }

    /// What each file is to be, in the order of [`files`](Self::files).
    #[must_use]
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

    /// What was done of all [`changes`](Self::changes). A step of several files is done if all of them are.
    #[must_use]
    pub fn applied(mut self, applied: Applied) -> Self {
        self.applied = true;
        let mut fates = vec![Fate::Failed; self.files.len()];
        for kept in applied.kept {
            fates[kept] = Fate::Changed;
        }
        for refused in applied.rolled_back {
            fates[refused.change] = Fate::RolledBack;
            let errors = refused.errors.iter().map(ToString::to_string);
            self.files[refused.change].errors = errors.collect();
        }
        for uncompiled in applied.not_compiled {
            self.files[uncompiled].compiled = false;
        }
        for (file, fate) in self.files.iter().zip(fates) {
            for step in &file.rewritten.steps {
                let known = &mut self.fates[*step];
                if matches!(known, Fate::Proposed | Fate::Changed) {
                    *known = fate.clone();
                }
            }
        }
        // Some changes leave the text as it is: another one has made it already.
        for fate in &mut self.fates {
            if *fate == Fate::Proposed {
                *fate = Fate::Changed;
            }
        }
        self.problems.extend(applied.problems);
        self.originals = applied.migration.map(|folder| crate::output::path(&folder));
        self
    }

    /// How many steps have had which fate.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for fate in &self.fates {
            *match fate {
                Fate::Proposed => &mut summary.proposed,
                Fate::Changed => &mut summary.changed,
                Fate::Skipped => &mut summary.skipped,
                Fate::RolledBack => &mut summary.rolled_back,
                Fate::Failed => &mut summary.failed,
                Fate::Waiting => &mut summary.waiting,
                Fate::ByHand(_) => &mut summary.by_hand,
            } += 1;
        }
        let changes = |file: &&FileReport| {
            let mut steps = file.rewritten.steps.iter();
            steps.any(|step| matches!(self.fates[*step], Fate::Changed | Fate::Proposed))
        };
        summary.files = self.files.iter().filter(changes).count();
        summary
    }

    /// How the command ends.
    #[must_use]
    pub fn exit(&self) -> Exit {
        if !self.problems.is_empty() {
            return Exit::Incomplete;
        }
        let is_done = |fate: &Fate| *fate == Fate::Changed;
        if self.fates.iter().all(is_done) {
            Exit::Clean
        } else {
            Exit::Findings
        }
    }
}

impl Summary {
    /// All of it in a line.
    #[must_use]
    pub fn line(&self) -> String {
        let files = counted(self.files, "file");
        let mut parts = Vec::new();
        if self.changed > 0 || self.proposed == 0 {
            parts.push(format!("{} changed in {files}", self.changed));
        }
        if self.proposed > 0 {
            parts.push(format!("{} to change in {files}", self.proposed));
        }
        let rest = [
            (self.skipped, "skipped"),
            (self.rolled_back, "rolled back"),
            (self.failed, "not written"),
            (self.waiting, "waiting for another run"),
            (self.by_hand, "by hand"),
        ];
        let rest = rest.into_iter().filter(|(number, _)| *number > 0);
        parts.extend(rest.map(|(number, what)| format!("{number} {what}")));
        parts.join(", ")
    }
}
