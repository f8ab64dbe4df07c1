//! One JSON document.

use serde::Serialize;

use super::summary::Summary;
use crate::edit;
use crate::migrate::journal::RolledBack;
use crate::migrate::migration::{ChangedFile, Migration};
use crate::migrate::{Action, Status, Step};
use crate::output::json::{PositionEntry, ProblemEntry, position, problem};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Document<'a> {
    version: u32,
    applied: bool,
    files: Vec<FileEntry<'a>>,
    steps: Vec<StepEntry<'a>>,
    problems: Vec<ProblemEntry<'a>>,
    summary: Summary,
    originals: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct FileEntry<'a> {
    path: String,
    diff: String,
    errors: &'a [String],
    compiled: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct StepEntry<'a> {
    code: &'static str,
    message: &'a str,
    #[serde(flatten)]
    position: PositionEntry,
    package: &'a str,
    symbol: &'a str,
    fate: Status,
    reason: Option<&'a str>,
}

/// Writes everything that there is to migration.
pub fn write(migration: &Migration<'_>) -> String {
    let document = Document {
        version: 1,
        applied: migration.applied,
        files: migration
            .files
            .iter()
            .map(|file| entry(migration, file))
            .collect(),
        steps: migration
            .steps
            .iter()
            .map(|step| step_entry(migration, step))
            .collect(),
        problems: migration.problems.iter().map(problem).collect(),
        summary: Summary::of(migration),
        originals: migration.originals.as_deref(),
    };
    crate::json::text(&document)
}

fn entry<'a>(migration: &Migration<'_>, file: &'a ChangedFile) -> FileEntry<'a> {
    let source = &migration.scan.files[file.rewritten.file.0];
    FileEntry {
        path: crate::paths::text(&source.shown),
        diff: edit::diff(&source.shown, Some(&source.text), &file.rewritten.text),
        errors: &file.errors,
        compiled: file.compiled,
    }
}

fn step_entry<'a>(migration: &Migration<'a>, step: &'a Step) -> StepEntry<'a> {
    StepEntry {
        code: step.finding.rule.entry().code,
        message: &step.finding.message,
        position: position(migration.scan, &step.finding.place),
        package: migration.scan.package(&step.finding),
        symbol: &step.finding.symbol,
        fate: step.status,
        reason: match &step.action {
            Action::ByHand(reason) => Some(reason),
            Action::Change(_) => None,
        },
    }
}

#[derive(Serialize)]
struct RolledBackDocument<'a> {
    version: u32,
    restored: Vec<String>,
    problems: Vec<ProblemEntry<'a>>,
}

/// Writes what a rollback has done.
pub fn rolled_back(rolled_back: &RolledBack) -> String {
    let document = RolledBackDocument {
        version: 1,
        restored: rolled_back
            .restored
            .iter()
            .map(|file| crate::paths::text(file))
            .collect(),
        problems: rolled_back.problems.iter().map(problem).collect(),
    };
    crate::json::text(&document)
}
