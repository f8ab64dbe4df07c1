//! What may be a single source of truth, or may have to become one: an inventory that needs no settings.
//!
//! What a tool cannot know it has to ask, once. Each [`Candidate`] is a question, and no violation: `ssot.toml` keeps the
//! answers, and from then on the rules are exact about what they say.
//!
//! `globals`, `duplicates`, `constants`, `constructed` and `import_paths` each find one kind. `guesses` makes candidates of what
//! lints see without being told what matters.

pub(crate) mod alike;
mod candidate;
mod constants;
mod constructed;
mod duplicates;
mod globals;
pub(crate) mod guesses;
mod held;
mod import_paths;
mod name_uses;
mod names;
pub mod render;

use std::cmp::Reverse;
use std::collections::BTreeMap;

pub use self::candidate::{Candidate, Evidence, Kind, key};
use self::held::States;
use ssot_rules::Rule;

use crate::finding::Finding;
use crate::scan::Scan;
use crate::settings::Judgement;

/// Everything that somebody can be asked about, most important first, whether or not it was judged.
#[must_use]
pub fn inventory(scan: &Scan) -> Vec<Candidate> {
    let subject = scan.subject();
    let states = States::of(subject);
    let mut found = globals::candidates(subject, &states);
    found.extend(duplicates::candidates(subject));
    found.extend(constants::candidates(subject));
    found.extend(constructed::candidates(subject, &states));
    found.extend(guesses::candidates(subject, scan.guesses()));
    for candidate in import_paths::candidates(subject) {
        // Those that go round what makes the path are known to the rule as well.
        let known = found
            .iter_mut()
            .find(|known| known.kind == candidate.kind && known.path == candidate.path);
        match known {
            Some(known) => known.evidence.extend(candidate.evidence),
            None => found.push(candidate),
        }
    }
    found.retain(|candidate| scan.settings.reports(candidate.kind.rule()));
    for candidate in &mut found {
        candidate
            .evidence
            .sort_by_key(|evidence| evidence.place.order());
        candidate
            .evidence
            .dedup_by(|one, other| one.place == other.place);
    }
    found.sort_by_cached_key(|candidate| {
        let place = candidate.place.order();
        (Reverse(candidate.rank), place, candidate.key())
    });
    found
}

/// What nobody has judged yet, most important first.
#[must_use]
pub fn candidates(scan: &Scan) -> Vec<Candidate> {
    let mut candidates = inventory(scan);
    candidates.retain(|candidate| !scan.is_judged(candidate));
    candidates
}

/// How many candidates nobody has judged in the packages of some names.
#[must_use]
pub fn not_judged(scan: &Scan, selected: &dyn Fn(&str) -> bool) -> usize {
    open(scan, selected).values().sum()
}

/// The same by their kinds.
pub(crate) fn open(scan: &Scan, selected: &dyn Fn(&str) -> bool) -> BTreeMap<Kind, usize> {
    let mut open = BTreeMap::new();
    for candidate in candidates(scan) {
        let file = &scan.files[candidate.place.file.0];
        if selected(&scan.workspace.packages[file.package].name) {
            *open.entry(candidate.kind).or_default() += 1;
        }
    }
    open
}

/// The findings about what somebody has judged to be there once and no other rule knows: what has no type of the
/// workspace.
pub(crate) fn judged(scan: &Scan) -> Vec<Finding> {
    if scan.settings.judged_components().next().is_none() {
        return Vec::new();
    }
    let is_component = |candidate: &Candidate| {
        scan.settings.judgement(&candidate.key()) == Some(&Judgement::Component)
    };
    let inventory = inventory(scan);
    let judged = inventory.iter().filter(|candidate| is_component(candidate));
    judged
        .flat_map(violations)
        .filter(|finding| scan.settings.reports(finding.rule))
        .collect()
}

/// What is wrong about something that is to be there once.
fn violations(candidate: &Candidate) -> Vec<Finding> {
    let name = &candidate.name;
    match candidate.kind {
        Kind::Global => {
            let values = [("item", name.clone()), ("component", name.clone())];
            let mut finding =
                Finding::new(Rule::GlobalInstance, candidate.place.clone(), name, &values)
                    .labelled("shares one with everyone");
            // What it holds is of another crate, and has no name here.
            finding.message = format!("`{name}` is shared with everyone in the process");
            let finding = candidate
                .evidence
                .iter()
                .fold(finding, |finding, evidence| {
                    finding.note(Some(evidence.place.clone()), evidence.text.clone())
                });
            vec![finding]
        }
        Kind::Duplicate | Kind::Constant => {
            let values = [
                ("name", name.clone()),
                ("count", (candidate.evidence.len() + 1).to_string()),
                ("alike", String::new()),
            ];
            let others = candidate.evidence.iter().map(|evidence| {
                Finding::new(
                    Rule::DefinedRepeatedly,
                    evidence.place.clone(),
                    name,
                    &values,
                )
                .labelled("defined once more")
                .note(Some(candidate.place.clone()), "also defined here")
            });
            others.collect()
        }
        // Their rules know them.
        Kind::Address | Kind::ConstructedWidely | Kind::Double | Kind::ImportPaths => Vec::new(),
    }
}
