//! Findings about what somebody has judged in `ssot.toml`.

use ssot_rules::Rule;

use super::context::CheckContext;
use crate::candidate::{Kind, key};
use crate::finding::{Finding, Place};
use crate::settings::Judgement;

/// Each kind with the rule whose findings about what nobody named make it.
const GUESSED: &[(Rule, Kind)] = &[
    (Rule::ImportedByAnotherPath, Kind::ImportPaths),
    (Rule::HardcodedAddress, Kind::Address),
    (Rule::HandwrittenMock, Kind::Double),
];

/// The candidate that a guess is about, by its kind and path: an address wherever it stands or
/// the list that it is in, and otherwise one item.
pub(crate) fn candidate_of(cx: CheckContext<'_>, guess: &Finding) -> Option<(Kind, String)> {
    let (_, kind) = GUESSED.iter().find(|(rule, _)| *rule == guess.rule)?;
    let home = guess.notes.iter().find_map(|note| note.place.as_ref());
    let place = match kind {
        Kind::Address => match table_around(cx, &guess.place) {
            Some(table) => {
                let module = cx.crates.module_of(cx.files, &guess.place);
                return Some((*kind, module.join(table).into_string()));
            }
            None => return Some((*kind, guess.symbol.clone())),
        },
        Kind::ImportPaths => home.unwrap_or(&guess.place),
        _ => &guess.place,
    };
    let module = cx.crates.module_of(cx.files, place);
    Some((*kind, module.join(&guess.symbol).into_string()))
}

/// Whether somebody has said that what a guess is about is to be there once: then it is no guess.
pub(super) fn is_component(cx: CheckContext<'_>, guess: &Finding) -> bool {
    candidate_of(cx, guess).is_some_and(|(kind, path)| {
        // An address in a list may have been judged by itself.
        let itself = (kind == Kind::Address).then_some(&guess.symbol);
        let mut paths = itself.into_iter().chain([&path]);
        paths.any(|path| cx.settings.judgement(&key(kind, path)) == Some(&Judgement::Component))
    })
}

/// Whether somebody has said that what a finding is about need not be there once: of the item at its place, or at that of
/// one of its notes.
pub(super) fn is_not_one(cx: CheckContext<'_>, finding: &Finding) -> bool {
    let kinds = Kind::ALL.iter().filter(|kind| kind.rule() == finding.rule);
    // What a double stands for is no double, but may be in the module of another one of its name.
    let notes = finding
        .notes
        .iter()
        .filter(|_| finding.rule != Rule::HandwrittenMock);
    let notes = notes.filter_map(|note| note.place.as_ref());
    let paths: Vec<_> = notes
        .chain([&finding.place])
        .map(|place| {
            let module = cx.crates.module_of(cx.files, place);
            module.join(&finding.symbol).into_string()
        })
        .collect();
    kinds.into_iter().any(|kind| {
        let of_value = [&finding.symbol]
            .into_iter()
            .filter(|_| *kind == Kind::Address);
        paths.iter().chain(of_value).any(|path| {
            let said = cx.settings.judgement(&key(*kind, path));
            matches!(said, Some(Judgement::NotOne { .. }))
        })
    })
}

pub(crate) fn table_around<'a>(cx: CheckContext<'a>, place: &Place) -> Option<&'a str> {
    let mut tables = cx.files[place.file.0].facts.tables.iter();
    let around = tables.find(|(_, bytes)| bytes.range().contains(&place.range.start));
    around.map(|(name, _)| name.as_str())
}
