//! For people: how files change or have changed, and what is left to do.

use std::fmt::Write as _;

use super::summary::Summary;
use crate::edit;
use crate::escape::{escape_control, escape_control_lines};
use crate::exit::Exit;
use crate::migrate::migration::{ChangedFile, Migration};
use crate::migrate::{Action, Status};
use crate::output::text::summary;
use crate::pluralize::pluralize;

/// Writes the diffs of what would change, or the names of what has changed, and then what is left to do.
pub fn write(migration: &Migration<'_>) -> String {
    let mut text = String::new();
    for file in &migration.files {
        if migration.applied {
            text += &ended(migration, file);
        } else {
            let source = &migration.scan.files[file.rewritten.file.0];
            text += &edit::diff(&source.shown, Some(&source.text), &file.rewritten.text);
        }
    }
    let left = left(migration);
    if !text.is_empty() && !left.is_empty() {
        text.push('\n');
    }
    text += &left;
    if !text.is_empty() {
        text.push('\n');
    }
    text + &summary(
        migration.exit() == Exit::Clean,
        &Summary::of(migration).line(),
    )
}

fn ended(migration: &Migration<'_>, file: &ChangedFile) -> String {
    let source = &migration.scan.files[file.rewritten.file.0];
    let shown = source.shown.to_string_lossy();
    let shown = escape_control(&shown);
    let count = |status| {
        let steps = file.rewritten.steps.iter();
        let is_so = |step: &&usize| migration.steps[**step].status == status;
        steps.filter(is_so).count()
    };
    let mut text = String::new();
    let changed = count(Status::Changed);
    if changed > 0 {
        let unread = if file.compiled {
            ""
        } else {
            "; no target that compiles has it, so it was parsed only"
        };
        let _ = writeln!(
            text,
            "changed {shown}: {}{unread}",
            pluralize(changed, "change")
        );
    }
    let rolled_back = count(Status::RolledBack);
    if rolled_back > 0 {
        let steps = pluralize(rolled_back, "change");
        let _ = writeln!(text, "rolled back {shown}: {steps}");
    }
    for error in &file.errors {
        let _ = writeln!(text, "    {}", escape_control_lines(error));
    }
    text
}

/// What nobody has done, each with its place and the reason.
fn left(migration: &Migration<'_>) -> String {
    let mut text = String::new();
    for step in &migration.steps {
        let reason = match (&step.action, step.status) {
            (Action::ByHand(reason), _) => format!("left to you: {reason}"),
            (_, Status::Waiting) => {
                "waiting: another change is about the same bytes; call the command again".to_owned()
            }
            _ => continue,
        };
        let file = migration.scan.file(&step.finding);
        let position = file.position(step.finding.place.range.start);
        let shown = file.shown.to_string_lossy();
        let _ = writeln!(
            text,
            "{}:{}:{}: {}: {}\n    {}",
            escape_control(&shown),
            position.line,
            position.column,
            step.finding.rule,
            escape_control_lines(&step.finding.message),
            escape_control_lines(&reason),
        );
    }
    text
}
