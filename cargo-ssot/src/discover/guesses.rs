//! Candidates of what lints see and would only guess: import paths, addresses, doubles.

use std::collections::BTreeMap;

use crate::candidate::{Candidate, Evidence, Kind};
use crate::finding::{Confidence, Finding};
use crate::lints::context::CheckContext;
use crate::lints::judged::{candidate_of, table_around};
use crate::pluralize::pluralize;

pub(super) fn candidates(cx: CheckContext<'_>, guesses: &[Finding]) -> Vec<Candidate> {
    let mut groups: BTreeMap<(Kind, String), Vec<&Finding>> = BTreeMap::new();
    for guess in guesses {
        let Some((kind, path)) = candidate_of(cx, guess) else {
            continue;
        };
        if kind == Kind::Address && guess.symbol.contains('*') {
            continue;
        }
        groups.entry((kind, path)).or_default().push(guess);
    }
    groups
        .into_iter()
        .filter(|((kind, _), findings)| *kind != Kind::Address || is_gone_to(cx, findings))
        .map(|((kind, path), findings)| candidate(cx, kind, path, &findings))
        .collect()
}

/// Whether an address is one that the program goes to. What may be a default, something to compare with or a link for people
/// counts where the same is gone to elsewhere, or where it is written more than once.
fn is_gone_to(cx: CheckContext<'_>, findings: &[&Finding]) -> bool {
    const OFTEN: usize = 2;
    const OWN: &[&str] = &["localhost", "127.0.0.1", "0.0.0.0", "::"];
    let is_own = |finding: &&Finding| OWN.iter().any(|own| finding.symbol.contains(own));
    // A text that is put together while the program runs is not a link for people.
    let is_put_together = |finding: &Finding| {
        let place = &finding.place;
        let text = &cx.files[place.file.0].text[place.range.clone()];
        text.split_once("://")
            .is_some_and(|(_, behind)| behind.contains('{'))
    };
    let sure = findings.iter().any(|finding| {
        finding.confidence != Confidence::Low || !is_own(finding) && is_put_together(finding)
    });
    sure || findings.len() >= OFTEN && !findings.iter().any(is_own)
}

fn candidate(cx: CheckContext<'_>, kind: Kind, path: String, findings: &[&Finding]) -> Candidate {
    let first = findings[0];
    let notes = first.notes.iter();
    let home = notes.filter_map(|note| Some((note.place.clone()?, note.text.clone())));
    let home = home.collect::<Vec<_>>();
    let mut name = first.symbol.clone();
    let count = findings.len();
    let others = |from: usize, text: &str| -> Vec<Evidence> {
        let findings = findings.iter().skip(from);
        findings
            .map(|finding| Evidence::new(finding.place.clone(), text))
            .collect()
    };
    let (place, evidence, reason, rank, of) = match kind {
        Kind::ImportPaths => {
            let (place, _) = home
                .first()
                .cloned()
                .unwrap_or((first.place.clone(), String::new()));
            let reason = format!(
                "{} by another path than the one used most",
                pluralize(count, "use")
            );
            let mut types = cx.crates.definitions();
            let of = types.find(|(id, definition)| {
                definition.name == name
                    && definition.file == place.file
                    && cx.place_of(*id) == place
            });
            let of = of.map(|(id, _)| id);
            (place, others(0, "another path"), reason, 250, of)
        }
        Kind::Address => {
            let table = table_around(cx, &first.place);
            let reason = match count {
                1 if table.is_some() => {
                    format!("a list with `{}`, which the program goes to", first.symbol)
                }
                _ if table.is_some() => format!(
                    "a list with `{}` and {} that the program goes to",
                    first.symbol,
                    pluralize(count - 1, "other address")
                ),
                1 => "the program goes to this address".to_owned(),
                count => format!(
                    "the program goes to this address from {}",
                    pluralize(count, "place")
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
                .map(|(place, text)| Evidence::new(place, text));
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
        of_type: of,
    }
}
