//! Type names that are defined more than once.

use std::collections::{BTreeMap, BTreeSet};

use ssot_rules::Rule;
use ssot_rules::classification::Risk;

use super::Subject;
use super::census::{Standing, place_of};
use crate::facts::{Type, TypeKind};
use crate::finding::Finding;
use crate::modules::{DefinitionId, Item};

/// From how alike on two types that are no components count as one, in percent of what they consist of.
const ALIKE: usize = 60;
/// How many fields, variants and functions two types that are no components have to share.
const SHARED: usize = 3;

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let mut by_name: BTreeMap<&str, Vec<DefinitionId>> = BTreeMap::new();
    for (id, definition) in subject.crates.definitions() {
        let Some(ty) = subject.crates.type_of(subject.files, id) else {
            continue;
        };
        let test = subject.crates.is_test(definition.file, ty.at)
            || !subject.files[definition.file.0].kind.is_production();
        let local = subject.crates.is_local(definition.module);
        if ty.kind != TypeKind::Alias && (!test && !local || ty.guard.is_some()) {
            by_name.entry(&definition.name).or_default().push(id);
        }
    }
    by_name.retain(|_, definitions| definitions.len() > 1);
    by_name
        .values()
        .flat_map(|definitions| of_one_name(subject, definitions))
        .collect()
}

fn of_one_name(subject: Subject<'_>, definitions: &[DefinitionId]) -> Vec<Finding> {
    let uses = |id: &DefinitionId| {
        let standing = subject.census.standing(*id).unwrap_or(Standing::Candidate);
        (
            standing,
            subject.crates[*id].visibility != crate::facts::Visibility::Public,
            *id,
        )
    };
    let mut definitions = definitions.to_vec();
    definitions.sort_by_key(uses);
    let Some((original, others)) = definitions.split_first() else {
        return Vec::new();
    };
    let alike = |id: &DefinitionId| {
        let counted: Vec<_> = definitions.iter().filter(|other| *other != id).collect();
        let nearest = counted
            .into_iter()
            .filter(|other| !alternatives(subject, *id, **other));
        nearest
            .map(|other| (alikeness(subject, *id, *other), *other))
            .max_by_key(|(alike, _)| alike.percent)
    };
    let reported = others.iter().filter_map(|id| {
        let (alike, other) = alike(id)?;
        let counts = alike.counts() || is_component(subject, *id) || is_component(subject, other);
        counts.then_some((*id, other, alike))
    });
    let reported: Vec<_> = reported.collect();
    let names: BTreeSet<DefinitionId> = reported
        .iter()
        .flat_map(|(id, other, _)| [*id, *other])
        .chain([*original])
        .collect();
    let count = names.len();
    reported
        .iter()
        .map(|(id, other, alike)| finding(subject, *id, *other, *alike, count))
        .collect()
}

fn is_component(subject: Subject<'_>, id: DefinitionId) -> bool {
    subject.census.standing(id).is_some()
}

fn finding(
    subject: Subject<'_>,
    id: DefinitionId,
    other: DefinitionId,
    alike: Alike,
    count: usize,
) -> Finding {
    let name = &subject.crates[id].name;
    let annotated = |id| subject.census.standing(id) == Some(Standing::Annotated);
    let percent = alike.percent;
    let values = [
        ("name", name.clone()),
        ("count", count.to_string()),
        ("alike", format!(", {percent} % alike")),
    ];
    let place = place_of(subject.files, subject.crates, id);
    let there = place_of(subject.files, subject.crates, other);
    let finding = Finding::new(Rule::DefinedRepeatedly, place, name, &values)
        .labelled("defined once more")
        .note(Some(there), format!("also defined here, {percent} % alike"));
    if annotated(id) || annotated(other) || percent == 100 {
        finding.of_risk(Risk::High)
    } else {
        finding.of_risk(Risk::Medium)
    }
}

/// Whether only one of two definitions is ever compiled, or both stand for the same thing on two systems.
fn alternatives(subject: Subject<'_>, one: DefinitionId, other: DefinitionId) -> bool {
    let condition = |id| {
        let own = subject
            .crates
            .type_of(subject.files, id)
            .map(|ty| ty.condition.clone());
        subject
            .crates
            .condition(subject.crates[id].module, &own.unwrap_or_default())
    };
    let (one, other) = (condition(one), condition(other));
    one != other && !(one.is_empty() || other.is_empty())
}

/// How alike two definitions are.
#[derive(Clone, Copy)]
struct Alike {
    percent: usize,
    shared: usize,
}

impl Alike {
    fn counts(self) -> bool {
        self.percent >= ALIKE && self.shared >= SHARED
    }
}

/// Twice what both have, of what each of them has: the coefficient of Sørensen and Dice over fields with their
/// types, variants, and the names of functions.
fn alikeness(subject: Subject<'_>, one: DefinitionId, other: DefinitionId) -> Alike {
    let (one, other) = (parts(subject, one), parts(subject, other));
    let shared = one.intersection(&other).count();
    let all = one.len() + other.len();
    Alike {
        percent: (200 * shared).checked_div(all).unwrap_or_default(),
        shared,
    }
}

fn parts(subject: Subject<'_>, id: DefinitionId) -> BTreeSet<String> {
    let ty: Option<&Type> = subject.crates.type_of(subject.files, id);
    let members = ty.map(|ty| ty.members.clone()).unwrap_or_default();
    let functions = subject.census.own_functions(subject.files, id);
    let functions = functions.map(|(_, function)| format!("fn {}", function.name));
    members.into_iter().chain(functions).collect()
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

/// Whether there can be a program with both: they are in one crate, or one of them in a library.
fn can_be_linked(subject: Subject<'_>, one: DefinitionId, other: DefinitionId) -> bool {
    let of = |id: DefinitionId| subject.crates.crate_of(subject.crates[id].module);
    let (one, other) = (of(one), of(other));
    one.root == other.root || subject.crates.reach_each_other(one, other)
}
