//! For people: how files change or have changed, and what is left to do.

use std::fmt::Write as _;

use super::{Fate, FileReport, Report};
use crate::counted::counted;
use crate::edit;
use crate::exit::Exit;
use crate::output::text::summary;
use crate::printable::{printable, printable_lines};

/// Writes the diffs of what would change, or the names of what has changed, and then what is left to do.
#[must_use]
pub fn write(report: &Report<'_>) -> String {
    let mut text = String::new();
    for file in &report.files {
        if report.applied {
            text += &ended(report, file);
        } else {
            let source = &report.scan.files[file.rewritten.file.0];
            text += &edit::diff(&source.shown, Some(&source.text), &file.rewritten.text);
        }
    }
    let left = left(report);
    if !text.is_empty() && !left.is_empty() {
        text.push('\n');
    }
    text += &left;
    if !text.is_empty() {
        text.push('\n');
    }
    text + &summary(report.exit() == Exit::Clean, &report.summary().line())
}

/// What has become of a file.
fn ended(report: &Report<'_>, file: &FileReport) -> String {
    let source = &report.scan.files[file.rewritten.file.0];
    let shown = source.shown.to_string_lossy();
    let shown = printable(&shown);
    let count = |fate: &Fate| {
        let steps = file.rewritten.steps.iter();
        steps.filter(|step| report.fates[**step] == *fate).count()
    };
    let mut text = String::new();
    let changed = count(&Fate::Changed);
    if changed > 0 {
        let unread = if file.compiled {
            ""
        } else {
            "; no target that compiles has it, so it was parsed only"
        };
        let _ = writeln!(
            text,
            "changed {shown}: {}{unread}",
            counted(changed, "change")
        );
    }
    let rolled_back = count(&Fate::RolledBack);
    if rolled_back > 0 {
        let steps = counted(rolled_back, "change");
        let _ = writeln!(text, "rolled back {shown}: {steps}");
    }
    for error in &file.errors {
        let _ = writeln!(text, "    {}", printable_lines(error));
    }
    text
}

/// What nobody has done, each with its place and the reason.
fn left(report: &Report<'_>) -> String {
    let mut text = String::new();
    for (step, fate) in report.steps.iter().zip(&report.fates) {
        let reason = match fate {
            Fate::ByHand(reason) => format!("by hand: {reason}"),
            Fate::Waiting => {
                "waiting: another change is about the same bytes; call the command again".to_owned()
            }
            _ => continue,
        };
        let file = report.scan.file(&step.finding);
        let position = file.position(step.finding.place.range.start);
        let shown = file.shown.to_string_lossy();
        let _ = writeln!(
            text,
            "{}:{}:{}: {}: {}\n    {}",
            printable(&shown),
            position.line,
            position.column,
            step.finding.rule,
            printable_lines(&step.finding.message),
            printable_lines(&reason),
        );
    }
    text
}
