//! SARIF 2.1.0, which code scanning services read.
//!
//! What the baseline suppresses is a result with a suppression, so that a service can show it as closed.

use std::path::Path;

use serde_json::{Value, json};
use ssot_rules::Rule;

use super::region::Region;
use super::severity::Severity;
use crate::exit::Exit;
use crate::finding::{Finding, Place};
use crate::outcome::{Outcome, Reported};
use crate::paths;
use crate::scan::Scan;

const VERSION: &str = "2.1.0";
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What relative addresses are relative to; services put the root of the repository in its place.
const ROOT: &str = "%SRCROOT%";
/// The name of our fingerprint, with the version of what goes into it.
const FINGERPRINT: &str = "ssot/v1";
pub fn write(outcome: &Outcome<'_>) -> String {
    let results = outcome.reported.iter();
    let results: Vec<_> = results.map(|reported| result(outcome, reported)).collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": Rule::ALL.iter().map(|rule| descriptor(*rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                ROOT: { "description": { "text": "The root of the workspace." } },
            },
            "invocations": [invocation(outcome)],
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

fn descriptor(rule: Rule) -> Value {
    let entry = rule.entry();
    json!({
        "id": entry.code,
        "name": format!("{rule:?}"),
        "shortDescription": { "text": entry.title },
        "fullDescription": { "text": entry.reason },
        "help": {
            "text": entry.fix,
            "markdown": format!("**Why.** {}\n\n**Fix.** {}", entry.reason, entry.fix),
        },
        "defaultConfiguration": { "level": Severity::of(rule.risk()).word() },
        "properties": {
            "category": rule.category().word(),
            "risk": rule.risk().word(),
            "effort": rule.effort().word(),
            "tags": [rule.category().word()],
        },
    })
}

fn result(outcome: &Outcome<'_>, reported: &Reported<'_>) -> Value {
    let (finding, scan) = (reported.finding, outcome.scan);
    let mut main = location(scan, &finding.place);
    if !finding.label.is_empty() {
        main["message"] = json!({ "text": finding.label });
    }
    let mut result = json!({
        "ruleId": finding.rule.entry().code,
        "ruleIndex": Rule::ALL.iter().position(|rule| *rule == finding.rule),
        "level": Severity::of(finding.risk).word(),
        "message": { "text": message(finding) },
        "locations": [main],
        "partialFingerprints": { FINGERPRINT: reported.fingerprint.hash() },
        "properties": {
            "risk": finding.risk.word(),
            "effort": finding.effort.word(),
            "confidence": finding.confidence.word(),
            "package": scan.package(finding),
            "module": scan.module(finding),
            "symbol": finding.symbol,
        },
    });
    let related = finding.notes.iter().filter_map(|note| {
        let mut related = location(scan, note.place.as_ref()?);
        related["message"] = json!({ "text": note.text });
        Some(related)
    });
    let related: Vec<_> = related.collect();
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    // The standard wants a state of all results of a run, or of none.
    if outcome.baseline.is_some() {
        let known = reported.suppression.is_some();
        result["baselineState"] = json!(if known { "unchanged" } else { "new" });
    }
    if let Some(suppression) = &reported.suppression {
        let reason = suppression.reason.as_deref();
        result["suppressions"] = json!([{
            "kind": "external",
            "status": "accepted",
            "justification": reason.unwrap_or("It stood here when the baseline was written."),
        }]);
    }
    result
}

/// Services show the message and nothing else, so all that is to be read goes there.
fn message(finding: &Finding) -> String {
    let mut text = finding.message.clone();
    for note in finding.notes.iter().filter(|note| note.place.is_none()) {
        text.extend(["\nnote: ", &note.text]);
    }
    if !finding.fix.is_empty() {
        text.extend(["\nhelp: ", &finding.fix]);
    }
    text
}

fn location(scan: &Scan, place: &Place) -> Value {
    let Region { file, start, end } = Region::new(scan, place);
    json!({ "physicalLocation": {
        "artifactLocation": artifact(&file.shown),
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    }})
}

fn artifact(path: &Path) -> Value {
    let address = paths::address(path);
    if path.is_absolute() {
        json!({ "uri": format!("file://{address}") })
    } else {
        json!({ "uri": address, "uriBaseId": ROOT })
    }
}

/// How the run went. A line of the baseline that has to go is a mistake in how the tool is configured.
fn invocation(outcome: &Outcome<'_>) -> Value {
    let problems = outcome.scan.problems.iter().map(|problem| {
        let text = format!("{}\nhelp: {}", problem.message, problem.help);
        notification(&text, problem.path.as_deref(), problem.position)
    });
    let stale = outcome.stale.iter().map(|stale| {
        notification(
            &stale.to_string(),
            Some(&stale.shown),
            Some((stale.line, 1)),
        )
    });
    let exit = outcome.exit();
    json!({
        "executionSuccessful": exit != Exit::Incomplete,
        "exitCode": exit.code(),
        "toolExecutionNotifications": problems.collect::<Vec<_>>(),
        "toolConfigurationNotifications": stale.collect::<Vec<_>>(),
    })
}

fn notification(text: &str, path: Option<&Path>, position: Option<(usize, usize)>) -> Value {
    let mut notification = json!({ "level": "error", "message": { "text": text } });
    if let Some(path) = path {
        let mut place = json!({ "artifactLocation": artifact(path) });
        if let Some((line, column)) = position {
            place["region"] = json!({ "startLine": line, "startColumn": column });
        }
        notification["locations"] = json!([{ "physicalLocation": place }]);
    }
    notification
}
