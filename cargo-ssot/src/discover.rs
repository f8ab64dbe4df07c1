//! What may be a single source of truth, or may have to become one: an inventory that needs no settings.
//!
//! What a tool cannot know it has to ask, once. Each [`Candidate`] is a question, and no violation: `ssot.toml` keeps the
//! answers, and from then on the rules are exact about what they say.
//!
//! `globals`, `duplicates`, `constants`, `constructed` and `import_paths` each find one kind. `guesses` makes candidates of what
//! lints see without being told what matters.

mod constants;
mod constructed;
mod duplicates;
mod globals;
mod guesses;
mod held;
mod import_paths;
mod name_uses;
mod names;
pub mod render;

use std::cmp::Reverse;

use ssot_rules::Rule;

use self::held::States;
use crate::candidate::{Candidate, Kind};
use crate::finding::{FileId, Finding};
use crate::lints::context::CheckContext;
use crate::settings::{Judgement, Settings};
use crate::syntax::SourceFile;

/// Everything that somebody can be asked about, most important first, whether or not it was judged.
pub(crate) fn inventory(cx: CheckContext<'_>, guesses: &[Finding]) -> Vec<Candidate> {
    // What compares all functions takes the most memory, so it comes before anything else is held.
    let mut found = duplicates::candidates(cx);
    let states = States::collect(cx);
    found.extend(globals::candidates(cx, &states));
    found.extend(constants::candidates(cx));
    found.extend(constructed::candidates(cx, &states));
    found.extend(guesses::candidates(cx, guesses));
    for candidate in import_paths::candidates(cx) {
        // Those that go round what makes the path are known to the rule as well.
        let known = found
            .iter_mut()
            .find(|known| known.kind == candidate.kind && known.path == candidate.path);
        match known {
            Some(known) => known.evidence.extend(candidate.evidence),
            None => found.push(candidate),
        }
    }
    found.retain(|candidate| cx.settings.reports(candidate.kind.rule()));
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

/// The files of programs, without those that a program has written.
fn program_files(cx: CheckContext<'_>) -> impl Iterator<Item = (FileId, &SourceFile)> {
    cx.numbered_files()
        .filter(|(_, file)| file.kind.is_production() && !file.is_generated())
}

/// Whether somebody has said what a candidate is.
pub(crate) fn is_judged(cx: CheckContext<'_>, candidate: &Candidate) -> bool {
    let said = cx.settings.judgement(&candidate.key());
    let of_type = candidate.of_type;
    matches!(said, Some(Judgement::Component | Judgement::NotOne { .. }))
        || of_type.is_some_and(|of| cx.components.kind_of(of).is_some())
}

/// The findings about what somebody has judged to be there once and no other rule knows: what has no type of the
/// workspace.
pub(crate) fn judged(settings: &Settings, inventory: &[Candidate]) -> Vec<Finding> {
    let is_component = |candidate: &&Candidate| {
        settings.judgement(&candidate.key()) == Some(&Judgement::Component)
    };
    inventory
        .iter()
        .filter(is_component)
        .flat_map(violations)
        .filter(|finding| settings.reports(finding.rule))
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
