//! What a score does not say.

use ssot_rules::Rule;

use crate::finding::{Confidence, Finding};
use crate::outcome::Outcome;
use crate::pluralize::pluralize;
use crate::scan::Scan;
use crate::score::{Score, Weight};
use crate::settings::{self, Settings};

/// What readers would otherwise believe, in sentences.
pub(super) fn of(outcome: &Outcome<'_>, findings: &[&Finding]) -> Vec<String> {
    let scan = outcome.scan;
    let mut sentences = Vec::new();
    sentences.extend(not_judged(outcome));
    sentences.extend(unread(scan));
    sentences.extend(unsure(findings));
    sentences.extend(scan.notes.iter().map(|note| format!("{note}.")));
    sentences.extend(rules_off(&scan.settings));
    sentences.extend(excluded(&scan.settings));
    sentences.extend([
        "No compiler ran. Violations that only the compiler or the linker finds are not counted; a build with `ssot` refuses them."
            .to_owned(),
        "Code that macros generate or build scripts write is not seen. In the tokens of a macro call, only ordinary code is \
         seen."
            .to_owned(),
        "Files that git ignores, and dependencies from outside the workspace, are not read.".to_owned(),
    ]);
    sentences
}

fn not_judged(outcome: &Outcome<'_>) -> Option<String> {
    let candidates = outcome.not_judged;
    (candidates > 0).then(|| {
        format!(
            "{} not judged. What is wrong about them is not counted: the score is an upper bound, and never 100. \
             `cargo ssot discover --interactive` asks about each once.",
            match candidates {
                1 => "1 candidate is".to_owned(),
                several => format!("{several} candidates are"),
            }
        )
    })
}

fn unread(scan: &Scan) -> Option<String> {
    let unread = scan.problems.len();
    (unread > 0).then(|| {
        format!(
            "{} kept something from being read. Findings in there are not counted: the score is an upper bound.",
            pluralize(unread, "problem")
        )
    })
}

fn unsure(findings: &[&Finding]) -> Option<String> {
    let unsure = findings
        .iter()
        .filter(|finding| finding.confidence == Confidence::Low);
    let unsure = unsure.count();
    let all: Weight = findings.iter().copied().map(Weight::if_sure).sum();
    (unsure > 0).then(|| {
        format!(
            "{} with low confidence, each counted as half. If all of them are right, the score is {}.",
            pluralize(unsure, "finding"),
            Score::of(all)
        )
    })
}

fn rules_off(settings: &Settings) -> Option<String> {
    let off = Rule::ALL.iter().filter(|rule| !settings.reports(**rule));
    let off: Vec<_> = off
        .map(|rule| format!("{rule} ({})", rule.entry().title))
        .collect();
    (!off.is_empty()).then(|| {
        format!(
            "{} off, so nothing of that is counted: {}.",
            match off.len() {
                1 => "1 rule is".to_owned(),
                several => format!("{several} rules are"),
            },
            off.join(", ")
        )
    })
}

fn excluded(settings: &Settings) -> Option<String> {
    let patterns = settings.exclusions();
    (patterns > 0).then(|| {
        format!(
            "`exclude` in `{}` has {}. The files that it matches are not read.",
            settings::FILE,
            pluralize(patterns, "pattern")
        )
    })
}
