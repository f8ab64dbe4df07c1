//! Types with state that are made in many places.

use std::collections::{BTreeMap, BTreeSet};

use super::candidate::{Candidate, Evidence, Kind};
use super::held::States;
use crate::counted::counted;
use crate::finding::{FileId, Place};
use crate::index::{Form, TypeKind, TypeRef};
use crate::lints::census::{Census, is_double, place_of};
use crate::lints::context::Subject;
use crate::resolve::DefinitionId;

/// In how many functions a type has to be made.
const MAKERS: usize = 3;

/// The function that makes something, if it stands in one.
type Maker = (FileId, Option<usize>);

pub(super) fn candidates(subject: Subject<'_>, states: &States) -> Vec<Candidate> {
    let mut places: BTreeMap<DefinitionId, Vec<(Maker, Place)>> = BTreeMap::new();
    for (index, source) in subject.files.iter().enumerate() {
        let file = FileId(index);
        if !source.kind.is_production() || source.is_generated() {
            continue;
        }
        for construction in &source.facts.constructions {
            if construction.form == Form::Value || subject.crates.is_test(file, construction.at) {
                continue;
            }
            let led =
                subject
                    .census
                    .leads_to(subject.crates, file, construction.at, &construction.path);
            let Some((of, function)) = led else { continue };
            let of = Census::behind_alias(subject.files, subject.crates, of).unwrap_or(of);
            if !is_made(subject, of, construction.form, function) || !counts(subject, states, of) {
                continue;
            }
            let home = construction.at.within_impl;
            let home = home.and_then(|block| subject.census.of_impl(file, block));
            if home == Some(of) {
                continue;
            }
            let place = Place {
                file,
                range: construction.place.range(),
            };
            let maker = (file, construction.at.function);
            places.entry(of).or_default().push((maker, place));
        }
    }
    let widely = places.into_iter().filter(|(_, places)| {
        let makers: BTreeSet<_> = places.iter().map(|(maker, _)| *maker).collect();
        makers.len() >= MAKERS
    });
    widely
        .map(|(of, places)| candidate(subject, of, &places))
        .collect()
}

/// Whether a call or a literal makes a new instance. A function that hands out the one there is makes none.
fn is_made(subject: Subject<'_>, of: DefinitionId, form: Form, function: Option<&str>) -> bool {
    let Some(ty) = subject.crates.type_of(subject.files, of) else {
        return false;
    };
    match (form, function) {
        (Form::Literal, None) => true,
        (Form::Call, None) => !ty.named_fields,
        (Form::Call, Some(function)) => {
            function == "default"
                || subject
                    .census
                    .constructors(subject.files, of)
                    .any(|constructor| constructor.name == function)
        }
        _ => false,
    }
}

/// A struct of the program with state, methods and a constructor.
fn counts(subject: Subject<'_>, states: &States, of: DefinitionId) -> bool {
    let Some(ty) = subject.crates.type_of(subject.files, of) else {
        return false;
    };
    let file = &subject.files[subject.crates[of].file.0];
    ty.kind == TypeKind::Struct
        && ty.guard.is_none()
        && !ty.generic
        && !ty.held().any(TypeRef::borrows)
        && !is_double(&ty.name)
        && states.holds(of)
        && States::owns(subject, of)
        && subject.census.has_methods(subject.files, of)
        && subject.census.is_made(of)
        && file.kind.is_production()
        && !subject.crates.is_test(subject.crates[of].file, ty.at)
}

fn candidate(subject: Subject<'_>, of: DefinitionId, places: &[(Maker, Place)]) -> Candidate {
    let name = &subject.crates[of].name;
    let path = subject.crates.defined_at(of);
    let evidence = places.iter().map(|(_, place)| Evidence {
        place: place.clone(),
        text: "made here".to_owned(),
    });
    Candidate {
        kind: Kind::ConstructedWidely,
        name: name.clone(),
        path,
        place: place_of(subject.files, subject.crates, of),
        evidence: evidence.collect(),
        reason: format!(
            "it has state, and is made in {}",
            counted(places.len(), "place")
        ),
        rank: 600 + u64::try_from(places.len().min(90)).unwrap_or_default(),
        subject: Some(of),
    }
}
