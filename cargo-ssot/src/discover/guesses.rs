//! Candidates of what lints see and would only guess: import paths, addresses, doubles.

use std::collections::BTreeMap;

use ssot_rules::Rule;

use super::candidate::{Candidate, Evidence, Kind, key};
use crate::counted::counted;
use crate::finding::{Confidence, Finding, Place};
use crate::lints::census::place_of;
use crate::lints::context::Subject;
use crate::settings::{Judgement, Settings};

/// Each kind with the rule whose findings about what nobody named make it.
const RULES: &[(Rule, Kind)] = &[
    (Rule::ImportedByAnotherPath, Kind::ImportPaths),
    (Rule::HardcodedAddress, Kind::Address),
    (Rule::HandwrittenMock, Kind::Double),
];

/// Whether somebody has said that what a finding is about is to be there once: then it is no guess.
pub(crate) fn is_judged(subject: Subject<'_>, settings: &Settings, guess: &Finding) -> bool {
    let of_rule = RULES.iter().find(|(rule, _)| *rule == guess.rule);
    of_rule.is_some_and(|(_, kind)| {
        let key = key(*kind, &group(subject, *kind, guess));
        settings.judgement(&key) == Some(&Judgement::Component)
    })
}

pub(crate) fn candidates<'a>(
    subject: Subject<'_>,
    guesses: impl Iterator<Item = &'a Finding>,
) -> Vec<Candidate> {
    let mut groups: BTreeMap<(Kind, String), Vec<&Finding>> = BTreeMap::new();
    for guess in guesses {
        let Some((_, kind)) = RULES.iter().find(|(rule, _)| *rule == guess.rule) else {
            continue;
        };
        if *kind == Kind::Address && guess.symbol.contains('*') {
            continue;
        }
        groups
            .entry((*kind, group(subject, *kind, guess)))
            .or_default()
            .push(guess);
    }
    groups
        .into_iter()
        .filter(|((kind, _), findings)| *kind != Kind::Address || is_gone_to(subject, findings))
        .map(|((kind, path), findings)| candidate(subject, kind, path, &findings))
        .collect()
}

/// Whether an address is one that the program goes to. What may be a default, something to compare with or a link for people
/// counts where the same is gone to elsewhere, or where it is written more than once.
fn is_gone_to(subject: Subject<'_>, findings: &[&Finding]) -> bool {
    const OFTEN: usize = 2;
    const OWN: &[&str] = &["localhost", "127.0.0.1", "0.0.0.0", "::"];
    let is_own = |finding: &&Finding| OWN.iter().any(|own| finding.symbol.contains(own));
    // What is put together while the program runs is no link for people.
    let is_put_together = |finding: &Finding| {
        let place = &finding.place;
        let text = &subject.files[place.file.0].text[place.range.clone()];
        text.split_once("://")
            .is_some_and(|(_, behind)| behind.contains('{'))
    };
    let sure = findings.iter().any(|finding| {
        finding.confidence != Confidence::Low || !is_own(finding) && is_put_together(finding)
    });
    sure || findings.len() >= OFTEN && !findings.iter().any(is_own)
}

/// The list of values that a place stands in.
fn table_around<'a>(subject: Subject<'a>, place: &Place) -> Option<&'a str> {
    let mut tables = subject.files[place.file.0].facts.tables.iter();
    let around = tables.find(|(_, bytes)| bytes.range().contains(&place.range.start));
    around.map(|(name, _)| name.as_str())
}

/// What findings of a kind are about: an address wherever it stands or the list that it is in, and otherwise one item.
fn group(subject: Subject<'_>, kind: Kind, finding: &Finding) -> String {
    match kind {
        Kind::Address => match table_around(subject, &finding.place) {
            Some(table) => {
                let module = subject.crates.module_of(subject.files, &finding.place);
                format!("{module}::{table}")
            }
            None => finding.symbol.clone(),
        },
        Kind::ImportPaths => {
            let home = finding.notes.iter().find_map(|note| note.place.as_ref());
            let home = home.unwrap_or(&finding.place);
            let module = subject.crates.module_of(subject.files, home);
            format!("{module}::{}", finding.symbol)
        }
        _ => {
            let module = subject.crates.module_of(subject.files, &finding.place);
            format!("{module}::{}", finding.symbol)
        }
    }
}

fn candidate(subject: Subject<'_>, kind: Kind, path: String, findings: &[&Finding]) -> Candidate {
    let first = findings[0];
    let notes = first.notes.iter();
    let home = notes.filter_map(|note| Some((note.place.clone()?, note.text.clone())));
    let home = home.collect::<Vec<_>>();
    let mut name = first.symbol.clone();
    let count = findings.len();
    let others = |from: usize, text: &str| -> Vec<Evidence> {
        let findings = findings.iter().skip(from);
        let evidence = findings.map(|finding| Evidence {
            place: finding.place.clone(),
            text: text.to_owned(),
        });
        evidence.collect()
    };
    let (place, evidence, reason, rank, of) = match kind {
        Kind::ImportPaths => {
            let (place, _) = home
                .first()
                .cloned()
                .unwrap_or((first.place.clone(), String::new()));
            let reason = format!(
                "{} by another path than the one used most",
                counted(count, "use")
            );
            let mut types = subject.crates.definitions();
            let of = types.find(|(id, definition)| {
                definition.name == name
                    && definition.file == place.file
                    && place_of(subject.files, subject.crates, *id) == place
            });
            let of = of.map(|(id, _)| id);
            (place, others(0, "another path"), reason, 250, of)
        }
        Kind::Address => {
            let table = table_around(subject, &first.place);
            let reason = match count {
                _ if table.is_some() => {
                    let others = count - 1;
                    match others {
                        0 => format!("a list with `{}`, which the program goes to", first.symbol),
                        others => format!(
                            "a list with `{}` and {} that the program goes to",
                            first.symbol,
                            counted(others, "other address")
                        ),
                    }
                }
                1 => "the program goes to this address".to_owned(),
                count => format!(
                    "the program goes to this address from {}",
                    counted(count, "place")
                ),
            };
            if let Some(table) = table {
                table.clone_into(&mut name);
            }
            (first.place.clone(), others(1, "again"), reason, 420, None)
        }
        _ => {
            let evidence = home
                .into_iter()
                .map(|(place, text)| Evidence { place, text });
            let reason =
                "a hand-written double, which does not change with the original".to_owned();
            (first.place.clone(), evidence.collect(), reason, 200, None)
        }
    };
    Candidate {
        kind,
        name,
        path,
        place,
        evidence,
        reason,
        rank: rank + u64::try_from(count.min(40)).unwrap_or_default(),
        subject: of,
    }
}
