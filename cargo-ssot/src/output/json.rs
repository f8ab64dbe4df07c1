//! One JSON document.

use serde::Serialize;

use crate::outcome::{Outcome, Reported};
use crate::source::Position;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    findings: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    category: &'static str,
    risk: &'static str,
    effort: &'static str,
    confidence: &'static str,
    message: &'a str,
    fix: &'a str,
    path: String,
    line: usize,
    column: usize,
    package: &'a str,
    module: String,
    symbol: &'a str,
    fingerprint: String,
}

/// Writes everything that there is to report.
///
/// # Panics
///
/// Never: the document holds nothing that JSON cannot.
#[must_use]
pub fn write(outcome: &Outcome<'_>) -> String {
    let document = Document {
        version: 1,
        findings: outcome
            .reported
            .iter()
            .map(|reported| entry(outcome, reported))
            .collect(),
    };
    let text = serde_json::to_string_pretty(&document).expect("it holds strings and numbers");
    text + "\n"
}

fn entry<'a>(outcome: &Outcome<'a>, reported: &'a Reported<'_>) -> Entry<'a> {
    let (finding, scan) = (reported.finding, outcome.scan);
    let file = scan.file(finding);
    let Position { line, column } = file.position(finding.place.range.start);
    Entry {
        code: finding.rule.entry().code,
        category: finding.category().word(),
        risk: finding.risk.word(),
        effort: finding.effort.word(),
        confidence: finding.confidence.word(),
        message: &finding.message,
        fix: &finding.fix,
        path: file.shown.to_string_lossy().into_owned(),
        line,
        column,
        package: scan.package(finding),
        module: scan.module(finding),
        symbol: &finding.symbol,
        fingerprint: reported.fingerprint.hash(),
    }
}
