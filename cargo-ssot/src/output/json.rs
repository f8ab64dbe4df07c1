//! One JSON document.
//!
//! Lines and columns are counted from 1, columns in characters; an end is the place behind the last character.

use serde::Serialize;

use super::counts::Counts;
use super::region::Region;
use super::severity::Severity;
use crate::baseline::Stale;
use crate::finding::{Note, Place, Problem};
use crate::outcome::{Outcome, Reported};
use crate::paths;
use crate::scan::Scan;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    findings: Vec<Entry<'a>>,
    stale: Vec<StaleLine<'a>>,
    problems: Vec<ProblemEntry<'a>>,
    summary: Counts,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    category: &'static str,
    severity: &'static str,
    risk: &'static str,
    effort: &'static str,
    confidence: &'static str,
    message: &'a str,
    label: &'a str,
    fix: &'a str,
    #[serde(flatten)]
    position: PositionEntry,
    package: &'a str,
    module: String,
    symbol: &'a str,
    notes: Vec<NoteEntry<'a>>,
    fingerprint: String,
    baselined: Option<Baselined<'a>>,
}

#[derive(Serialize)]
pub(crate) struct PositionEntry {
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct NoteEntry<'a> {
    text: &'a str,
    place: Option<PositionEntry>,
}

/// That the baseline suppresses it, and what it says about that.
#[derive(Serialize)]
struct Baselined<'a> {
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct StaleLine<'a> {
    path: String,
    line: usize,
    text: &'a str,
    message: String,
    help: &'static str,
}

#[derive(Serialize)]
pub(crate) struct ProblemEntry<'a> {
    path: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
    help: &'a str,
}

pub fn write(outcome: &Outcome<'_>) -> String {
    let reported = outcome.reported.iter();
    let document = Document {
        version: 1,
        findings: reported.map(|reported| entry(outcome, reported)).collect(),
        stale: outcome.stale.iter().map(stale).collect(),
        problems: outcome.scan.problems.iter().map(problem).collect(),
        summary: Counts::new(outcome),
    };
    crate::json::text(&document)
}

fn entry<'a>(outcome: &Outcome<'a>, reported: &'a Reported<'_>) -> Entry<'a> {
    let (finding, scan) = (reported.finding, outcome.scan);
    let suppression = reported.suppression.as_ref();
    Entry {
        code: finding.rule.entry().code,
        category: finding.category().word(),
        severity: Severity::of(finding.risk).word(),
        risk: finding.risk.word(),
        effort: finding.effort.word(),
        confidence: finding.confidence.word(),
        message: &finding.message,
        label: &finding.label,
        fix: &finding.fix,
        position: position(scan, &finding.place),
        package: scan.package(finding),
        module: scan.module(finding),
        symbol: &finding.symbol,
        notes: finding.notes.iter().map(|each| note(scan, each)).collect(),
        fingerprint: reported.fingerprint.hash(),
        baselined: suppression.map(|suppression| Baselined {
            reason: suppression.reason.as_deref(),
        }),
    }
}

pub(crate) fn position(scan: &Scan, place: &Place) -> PositionEntry {
    let region = Region::new(scan, place);
    PositionEntry {
        path: paths::text(&region.file.shown),
        line: region.start.line,
        column: region.start.column,
        end_line: region.end.line,
        end_column: region.end.column,
    }
}

fn note<'a>(scan: &Scan, note: &'a Note) -> NoteEntry<'a> {
    NoteEntry {
        text: &note.text,
        place: note.place.as_ref().map(|place| position(scan, place)),
    }
}

fn stale(stale: &Stale) -> StaleLine<'_> {
    StaleLine {
        path: paths::text(&stale.shown),
        line: stale.line,
        text: &stale.text,
        message: stale.message(),
        help: stale.help(),
    }
}

pub(crate) fn problem(problem: &Problem) -> ProblemEntry<'_> {
    ProblemEntry {
        path: problem.path.as_deref().map(paths::text),
        line: problem.position.map(|(line, _)| line),
        column: problem.position.map(|(_, column)| column),
        message: &problem.message,
        help: &problem.help,
    }
}
