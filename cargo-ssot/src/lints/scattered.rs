//! Types that are made in many places: SSOT103.

use std::collections::{BTreeMap, BTreeSet};

use ssot_rules::Rule;

use super::components::ComponentKind;
use super::construction::{CONVERSIONS, IN_A_MACRO, called};
use super::context::CheckContext;
use crate::finding::{FileId, Finding};
use crate::index::{Construction, Form, TypeRef};
use crate::pluralize::pluralize;
use crate::resolve::DefinitionId;

/// Types that `ssot.toml` names as components, and that are made in more than one place.
pub(super) fn check(cx: CheckContext<'_>) -> Vec<Finding> {
    let mut places: BTreeMap<DefinitionId, Vec<(FileId, &Construction)>> = BTreeMap::new();
    for (id, file) in cx.numbered_files() {
        for construction in &file.facts.constructions {
            if !cx.is_production(id, construction.at) || construction.form == Form::Value {
                continue;
            }
            let Some(of) = made(cx, id, construction) else {
                continue;
            };
            let home = cx.type_around(id, construction.at);
            if cx.components.kind_of(of) != Some(ComponentKind::Annotated) && home != Some(of) {
                places.entry(of).or_default().push((id, construction));
            }
        }
    }
    places.retain(|_, places| {
        let makers: BTreeSet<_> = places
            .iter()
            .map(|(file, construction)| maker(cx, *file, construction))
            .collect();
        places.len() >= A_FEW && makers.len() >= A_FEW
    });
    places
        .iter()
        .flat_map(|(of, places)| made_in_many_places(cx, *of, places))
        .collect()
}

/// The type that an expression makes: a literal of it, or a call of one of its constructors.
fn made(cx: CheckContext<'_>, file: FileId, construction: &Construction) -> Option<DefinitionId> {
    let components = cx.components;
    let (of, function) = cx.resolve_type_path(file, construction.at, *construction.path)?;
    let of = cx.behind_alias(of);
    let kind = components.kind_of(of)?;
    match (construction.form, function) {
        (Form::Literal | Form::Call, None) => {
            let ty = cx.type_of(of)?;
            // A call of a name is a tuple struct, if it is not a function of that name.
            (construction.form == Form::Literal || !ty.named_fields).then_some(of)
        }
        (Form::Call | Form::Value, Some(function)) => {
            let is_constructor = if kind == ComponentKind::Annotated {
                !called(cx, of, function).is_empty()
            } else {
                // `default` may be derived, and is never anything else.
                components
                    .constructors(cx.files, of)
                    .any(|constructor| constructor.name == function)
                    || function == "default"
                    || CONVERSIONS.contains(&function)
                        && components
                            .all_functions(cx.files, of)
                            .any(|conversion| conversion.name == function)
            };
            is_constructor.then_some(of)
        }
        _ => None,
    }
}

/// What makes something: a type in its own functions, or a function that is none of a type's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Maker {
    Type(DefinitionId),
    Function(FileId, Option<usize>),
}

/// The constructors of one type, and the branches of one function, are one place.
fn maker(cx: CheckContext<'_>, file: FileId, construction: &Construction) -> Maker {
    let facts = &cx.files[file.0].facts;
    let makes_itself = construction.at.function().is_some_and(|function| {
        let function = &facts.functions[function];
        let returns = function.returns.as_ref();
        let own = |ty: &TypeRef| ty.paths().iter().any(|path| path.first() == "Self");
        !function.is_method() && returns.is_some_and(own)
    });
    match cx.type_around(file, construction.at) {
        Some(of) if makes_itself => Maker::Type(of),
        _ => Maker::Function(file, construction.at.function()),
    }
}

/// In how many places, and by how many functions or types, a component is made that is made in many places.
const A_FEW: usize = 2;

fn made_in_many_places(
    cx: CheckContext<'_>,
    of: DefinitionId,
    places: &[(FileId, &Construction)],
) -> Vec<Finding> {
    let name = &cx.crates[of].name;
    let found = places.iter().map(|(file, construction)| {
        let place = construction.whole.in_file(*file);
        let values = [
            ("component", name.to_string()),
            ("others", pluralize(places.len() - 1, "other place")),
        ];
        let finding = Finding::new(Rule::MadeInManyPlaces, place, name, &values)
            .labelled("made here")
            .note(Some(cx.place_of(of)), "the type");
        if construction.at.in_macro {
            finding.unsure(IN_A_MACRO)
        } else {
            finding
        }
    });
    found.collect()
}
