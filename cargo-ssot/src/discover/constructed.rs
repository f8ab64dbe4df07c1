//! Types with state that are made in many places.

use std::collections::{BTreeMap, BTreeSet};

use super::held::States;
use super::program_files;
use crate::candidate::{Candidate, Evidence, Kind};
use crate::finding::{FileId, Place};
use crate::index::{Form, TypeKind, TypeRef};
use crate::lints::components::is_double;
use crate::lints::context::CheckContext;
use crate::pluralize::pluralize;
use crate::resolve::DefinitionId;

/// In how many functions a type has to be made.
const MAKERS: usize = 3;

/// The function that makes something, if it stands in one.
type Maker = (FileId, Option<usize>);

pub(super) fn candidates(cx: CheckContext<'_>, states: &States) -> Vec<Candidate> {
    let mut places: BTreeMap<DefinitionId, Vec<(Maker, Place)>> = BTreeMap::new();
    for (file, source) in program_files(cx) {
        for construction in &source.facts.constructions {
            if construction.form == Form::Value || cx.crates.is_test(file, construction.at) {
                continue;
            }
            let led = cx.resolve_type_path(file, construction.at, *construction.path);
            let Some((of, function)) = led else { continue };
            let of = cx.behind_alias(of);
            if !is_made(cx, of, construction.form, function) || !counts(cx, states, of) {
                continue;
            }
            if cx.type_around(file, construction.at) == Some(of) {
                continue;
            }
            let place = construction.place.in_file(file);
            let maker = (file, construction.at.function());
            places.entry(of).or_default().push((maker, place));
        }
    }
    let widely = places.into_iter().filter(|(_, places)| {
        let makers: BTreeSet<_> = places.iter().map(|(maker, _)| *maker).collect();
        makers.len() >= MAKERS
    });
    widely
        .map(|(of, places)| candidate(cx, of, &places))
        .collect()
}

/// Whether a call or a literal makes a new instance. A function that hands out the one there is makes none.
fn is_made(cx: CheckContext<'_>, of: DefinitionId, form: Form, function: Option<&str>) -> bool {
    let Some(ty) = cx.type_of(of) else {
        return false;
    };
    match (form, function) {
        (Form::Literal, None) => true,
        (Form::Call, None) => !ty.named_fields,
        (Form::Call, Some(function)) => {
            function == "default"
                || cx
                    .components
                    .constructors(cx.files, of)
                    .any(|constructor| constructor.name == function)
        }
        _ => false,
    }
}

/// A struct of the program with state, methods and a constructor.
fn counts(cx: CheckContext<'_>, states: &States, of: DefinitionId) -> bool {
    let Some(ty) = cx.type_of(of) else {
        return false;
    };
    let file = &cx.files[cx.crates[of].file.0];
    ty.kind == TypeKind::Struct
        && ty.guard.is_none()
        && !ty.generic
        && !ty.held().any(TypeRef::borrows)
        && !is_double(&ty.name)
        && states.holds(of)
        && States::owns(cx, of)
        && cx.components.has_methods(cx.files, of)
        && cx.components.is_made(of)
        && file.kind.is_production()
        && !cx.crates.is_test(cx.crates[of].file, ty.at)
}

fn candidate(cx: CheckContext<'_>, of: DefinitionId, places: &[(Maker, Place)]) -> Candidate {
    let name = &cx.crates[of].name;
    let path = cx.crates.defined_at(of);
    let places_of_evidence = places.iter().map(|(_, place)| place.clone());
    let evidence = places_of_evidence.map(|place| Evidence::new(place, "made here"));
    Candidate {
        kind: Kind::ConstructedWidely,
        name: name.to_string(),
        path: path.into_string(),
        place: cx.place_of(of),
        evidence: evidence.collect(),
        reason: format!(
            "it has state, and is made in {}",
            pluralize(places.len(), "place")
        ),
        rank: 600 + u64::try_from(places.len().min(90)).unwrap_or_default(),
        of_type: Some(of),
    }
}
