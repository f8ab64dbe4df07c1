//! Messages as cargo and rustc write them, which rust-analyzer reads: `check.overrideCommand`.
//!
//! What rustc has to say about the workspace comes first, so that an editor that asks for this format loses none of it.

mod target;

use std::ops::Range;
use std::path::Path;

use annotate_snippets::Renderer;
use serde_json::{Value, json};

use self::target::Targets;
use super::region::Region;
use super::severity::Severity;
use super::text;
use crate::baseline::Stale;
use crate::cargo_check::FINISHED;
use crate::exit::Exit;
use crate::finding::{Finding, Place};
use crate::outcome::Outcome;
use crate::paths;
use crate::scan::Scan;
use crate::syntax::Position;

/// How many bytes of a line are repeated before and behind a place.
const AROUND: usize = 500;

/// Writes everything that there is to report, and the last line. `compiles` is what `cargo check` found out.
pub fn write(outcome: &Outcome<'_>, compiles: bool) -> String {
    let scan = outcome.scan;
    let targets = Targets::new(&scan.workspace);
    let findings = outcome.new_findings().map(|reported| {
        let finding = reported.finding;
        targets.message(scan.file(finding), &diagnostic(scan, finding))
    });
    let stale = outcome.stale.iter();
    let stale = stale.filter_map(|stale| targets.message_of_workspace(&stale_line(stale)));
    let last = finished(compiles && outcome.exit() == Exit::Clean);
    let lines = findings.chain(stale).chain([last]);
    let lines: Vec<_> = lines.map(|line| format!("{line}\n")).collect();
    lines.concat()
}

/// The last line of messages.
pub fn finished(success: bool) -> String {
    format!(r#"{{"reason":"{FINISHED}","success":{success}}}"#)
}

fn diagnostic(scan: &Scan, finding: &Finding) -> Value {
    let notes = finding.notes.iter().map(|note| {
        let spans = note.place.iter().map(|place| span(scan, place, ""));
        child("note", &note.text, &spans.collect::<Vec<_>>())
    });
    let help = (!finding.fix.is_empty()).then(|| child("help", &finding.fix, &[]));
    let entry = finding.rule.entry();
    json!({
        "$message_type": "diagnostic",
        "message": finding.message,
        "code": { "code": entry.code, "explanation": entry.reason },
        "level": Severity::of(finding.risk).word(),
        "spans": [span(scan, &finding.place, &finding.label)],
        "children": notes.chain(help).collect::<Vec<_>>(),
        "rendered": text::diagnostic(scan, finding, &Renderer::plain()) + "\n\n",
    })
}

fn child(level: &str, message: &str, spans: &[Value]) -> Value {
    json!({
        "message": message,
        "code": null,
        "level": level,
        "spans": spans,
        "children": [],
        "rendered": null,
    })
}

fn span(scan: &Scan, place: &Place, label: &str) -> Value {
    let Region { file, start, end } = Region::new(scan, place);
    let lines = (start.line..=end.line).map(|number| {
        let line = file.line(number);
        let from = if number == start.line {
            start.column
        } else {
            1
        };
        let to = if number == end.line {
            Some(end.column)
        } else {
            None
        };
        excerpt(line, from, to)
    });
    let text: Vec<_> = lines.collect();
    written(&file.shown, &place.range, (start, end), &text, label)
}

fn written(
    shown: &Path,
    bytes: &Range<usize>,
    (start, end): (Position, Position),
    text: &[Value],
    label: &str,
) -> Value {
    json!({
        "file_name": paths::text(shown),
        "byte_start": bytes.start,
        "byte_end": bytes.end,
        "line_start": start.line,
        "line_end": end.line,
        "column_start": start.column,
        "column_end": end.column,
        "is_primary": true,
        "text": text,
        "label": (!label.is_empty()).then_some(label),
        "suggested_replacement": null,
        "suggestion_applicability": null,
        "expansion": null,
    })
}

/// A line with what is meant in it, from one column on to another one, or to its end. Of a long line, which every finding
/// in it would repeat, there is the neighbourhood only.
fn excerpt(line: &str, from: usize, to: Option<usize>) -> Value {
    let first = from.saturating_sub(AROUND).max(1);
    let last = to.map_or(usize::MAX, |to| to.saturating_add(AROUND));
    let shown: String = line
        .chars()
        .skip(first - 1)
        .take(last.min(from + 2 * AROUND) - first)
        .collect();
    let length = shown.chars().count();
    let end = to.map_or(length + 1, |to| (to - first + 1).min(length + 1));
    json!({ "text": shown, "highlight_start": from - first + 1, "highlight_end": end })
}

fn stale_line(stale: &Stale) -> Value {
    let length = stale.text.chars().count();
    let at = |column| Position {
        line: stale.line,
        column,
    };
    let bytes = stale.start..stale.start + stale.text.len();
    let text = json!({ "text": stale.text, "highlight_start": 1, "highlight_end": length + 1 });
    let places = (at(1), at(length + 1));
    let span = written(&stale.shown, &bytes, places, &[text], "");
    json!({
        "$message_type": "diagnostic",
        "message": stale.message(),
        "code": null,
        "level": Severity::Error.word(),
        "spans": [span],
        "children": [child("help", stale.help(), &[])],
        "rendered": text::stale_line(stale, &Renderer::plain()) + "\n\n",
    })
}
