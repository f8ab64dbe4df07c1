//! Type names that are defined more than once.

pub(crate) mod alike;
pub(crate) mod distinct;

use std::collections::{BTreeMap, BTreeSet};

use ssot_rules::Rule;
use ssot_rules::classification::Risk;

use super::census::{Standing, place_of};
use super::context::Subject;
use crate::finding::Finding;
use crate::index::{Member, TypeKind, Visibility};
use crate::resolve::{DefinitionId, Item};
use alike::percent;
pub(crate) use distinct::alternatives;
use distinct::is_converted;

/// From how alike on a type of another crate counts as the component, in percent of what they consist of.
const ALIKE: usize = 35;

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let mut by_name: BTreeMap<&str, Vec<DefinitionId>> = BTreeMap::new();
    for (id, definition) in subject.crates.definitions() {
        let Some(ty) = subject.crates.type_of(subject.files, id) else {
            continue;
        };
        let test = subject.crates.is_test(definition.file, ty.at)
            || !subject.files[definition.file.0].kind.is_production();
        let local = subject.crates.is_local(definition.module);
        if ty.kind != TypeKind::Alias && !test && !local {
            by_name.entry(&definition.name).or_default().push(id);
        }
    }
    by_name.retain(|_, definitions| definitions.len() > 1);
    let found = by_name
        .values()
        .flat_map(|definitions| of_one_name(subject, definitions));
    found.map(|pair| finding(subject, &pair)).collect()
}

/// A definition that is reported because of another one.
struct Pair {
    id: DefinitionId,
    other: DefinitionId,
    /// How alike they are, in percent.
    alike: usize,
    /// How many definitions of the name there are.
    count: usize,
}

/// With how many others of its name a type is compared. A name that stands for more is generated, and all of them are
/// alike.
const COMPARED: usize = 50;

fn of_one_name(subject: Subject<'_>, definitions: &[DefinitionId]) -> Vec<Pair> {
    let order = |id: &DefinitionId| {
        let standing = subject.census.standing(*id);
        (
            standing.is_none(),
            standing,
            subject.crates[*id].visibility != Visibility::Public,
            *id,
        )
    };
    let mut definitions = definitions.to_vec();
    definitions.sort_by_key(order);
    let Some((original, others)) = definitions.split_first() else {
        return Vec::new();
    };
    if subject.census.standing(*original).is_none() {
        return Vec::new();
    }
    let nearest = |id: &DefinitionId| {
        let others = definitions.iter().take(COMPARED);
        others
            .filter(|other| *other != id && !alternatives(subject, *id, **other))
            .filter(|other| !is_converted(subject, *id) && !is_converted(subject, **other))
            .filter(|other| {
                [*id, **other]
                    .iter()
                    .any(|id| subject.census.standing(*id).is_some())
            })
            .map(|other| (alikeness(subject, *id, *other), *other))
            .max_by_key(|(alike, _)| *alike)
    };
    let reported: Vec<_> = others
        .iter()
        .filter_map(|id| {
            let (alike, other) = nearest(id)?;
            // In another crate, only what is alike is taken for the component.
            let counts = alike >= ALIKE || is_of_one_crate(subject, *id, other);
            counts.then_some((*id, other, alike))
        })
        .collect();
    let count = reported.len() + 1;
    reported
        .into_iter()
        .map(|(id, other, alike)| Pair {
            id,
            other,
            alike,
            count,
        })
        .collect()
}

fn finding(subject: Subject<'_>, pair: &Pair) -> Finding {
    let Pair {
        id,
        other,
        alike,
        count,
        ..
    } = *pair;
    let name = &subject.crates[id].name;
    let annotated = |id| subject.census.standing(id) == Some(Standing::Annotated);
    let values = [
        ("name", name.clone()),
        ("count", count.to_string()),
        ("alike", format!(", {alike} % alike")),
    ];
    let place = place_of(subject.files, subject.crates, id);
    let there = place_of(subject.files, subject.crates, other);
    let finding = Finding::new(Rule::DefinedRepeatedly, place, name, &values)
        .labelled("defined once more")
        .note(Some(there), format!("also defined here, {alike} % alike"));
    if annotated(id) || annotated(other) || alike == 100 {
        finding.of_risk(Risk::High)
    } else {
        finding.of_risk(Risk::Medium)
    }
}

/// How alike two types are, in percent of their fields with their types, variants, and the names of functions.
fn alikeness(subject: Subject<'_>, one: DefinitionId, other: DefinitionId) -> usize {
    let (members, other_members) = (members(subject, one), members(subject, other));
    let (functions, other_functions) = (functions(subject, one), functions(subject, other));
    let shared = members.intersection(&other_members).count()
        + functions.intersection(&other_functions).count();
    percent(
        shared,
        members.len() + functions.len(),
        other_members.len() + other_functions.len(),
    )
}

pub(crate) fn members(subject: Subject<'_>, id: DefinitionId) -> BTreeSet<&Member> {
    let ty = subject.crates.type_of(subject.files, id);
    ty.into_iter().flat_map(|ty| &ty.members).collect()
}

pub(crate) fn functions(subject: Subject<'_>, id: DefinitionId) -> BTreeSet<&str> {
    let functions = subject.census.own_functions(subject.files, id);
    functions
        .map(|(_, function)| function.name.as_str())
        .collect()
}

/// Components of one name that one program can hold.
pub(super) fn components(subject: Subject<'_>) -> Vec<Finding> {
    let mut by_name: BTreeMap<String, Vec<DefinitionId>> = BTreeMap::new();
    for (id, _) in subject.census.components() {
        let definition = &subject.crates[id];
        let Item::Type(index) = definition.item else {
            continue;
        };
        let ty = &subject.files[definition.file.0].facts.types[index];
        let Some(guard) = &ty.guard else { continue };
        let name = guard.name.clone().unwrap_or_else(|| ty.name.clone());
        if guard.attribute != ssot_rules::names::FACTORY_ONLY {
            by_name.entry(name).or_default().push(id);
        }
    }
    let mut found = Vec::new();
    for (name, definitions) in &by_name {
        for (position, id) in definitions.iter().enumerate() {
            let earlier = definitions[..position].iter();
            let mut together = earlier.filter(|other| {
                !alternatives(subject, *id, **other) && can_be_linked(subject, *id, **other)
            });
            if let Some(other) = together.next() {
                let place = place_of(subject.files, subject.crates, *id);
                let there = place_of(subject.files, subject.crates, *other);
                let values = [
                    ("name", name.clone()),
                    ("count", definitions.len().to_string()),
                ];
                let finding = Finding::new(Rule::DefinedTwice, place, name, &values);
                found.push(
                    finding
                        .labelled("defined once more")
                        .note(Some(there), "the component of that name"),
                );
            }
        }
    }
    found
}

fn is_of_one_crate(subject: Subject<'_>, one: DefinitionId, other: DefinitionId) -> bool {
    let root = |id: DefinitionId| subject.crates.crate_of(subject.crates[id].module).root;
    root(one) == root(other)
}

/// Whether there can be a program with both: they are in one crate, or one of them in a library.
pub(super) fn can_be_linked(subject: Subject<'_>, one: DefinitionId, other: DefinitionId) -> bool {
    let of = |id: DefinitionId| subject.crates.crate_of(subject.crates[id].module);
    let (one, other) = (of(one), of(other));
    one.root == other.root || subject.crates.reach_each_other(one, other)
}
