//! Type names that are defined more than once.

pub(crate) mod distinct;

use std::collections::{BTreeMap, BTreeSet};

use ssot_rules::Rule;
use ssot_rules::classification::Risk;

use super::components::ComponentKind;
use super::context::CheckContext;
use crate::finding::Finding;
use crate::index::{Member, TypeKind, Visibility};
use crate::resolve::DefinitionId;
pub(crate) use distinct::alternatives;
use distinct::is_converted;

/// From how alike on a type of another crate counts as the component, in percent of what they consist of.
const ALIKE: usize = 35;

pub(super) fn check(cx: CheckContext<'_>) -> Vec<Finding> {
    let mut by_name: BTreeMap<&str, Vec<DefinitionId>> = BTreeMap::new();
    for (id, ty) in cx.types() {
        let definition = &cx.crates[id];
        let local = cx.crates.is_local(definition.module);
        if ty.kind != TypeKind::Alias && cx.is_production(definition.file, ty.at) && !local {
            by_name.entry(&definition.name).or_default().push(id);
        }
    }
    by_name.retain(|_, definitions| definitions.len() > 1);
    let found = by_name
        .values()
        .flat_map(|definitions| of_one_name(cx, definitions));
    found.map(|pair| finding(cx, &pair)).collect()
}

/// A definition that is reported because of another one.
struct Pair {
    id: DefinitionId,
    other: DefinitionId,
    /// How alike they are, in percent.
    alike: usize,
    count: usize,
}

/// With how many others of its name a type is compared. A name that stands for more is generated, and all of them are
/// alike.
const COMPARED: usize = 50;

fn of_one_name(cx: CheckContext<'_>, definitions: &[DefinitionId]) -> Vec<Pair> {
    let order = |id: &DefinitionId| {
        let kind = cx.components.kind_of(*id);
        (
            kind.is_none(),
            kind,
            cx.crates[*id].visibility != Visibility::Public,
            *id,
        )
    };
    let mut definitions = definitions.to_vec();
    definitions.sort_by_key(order);
    let Some((original, others)) = definitions.split_first() else {
        return Vec::new();
    };
    if cx.components.kind_of(*original).is_none() {
        return Vec::new();
    }
    let nearest = |id: &DefinitionId| {
        let others = definitions.iter().take(COMPARED);
        others
            .filter(|other| *other != id && !alternatives(cx, *id, **other))
            .filter(|other| !is_converted(cx, *id) && !is_converted(cx, **other))
            .filter(|other| {
                [*id, **other]
                    .iter()
                    .any(|id| cx.components.kind_of(*id).is_some())
            })
            .map(|other| (alikeness(cx, *id, *other), *other))
            .max_by_key(|(alike, _)| *alike)
    };
    let reported: Vec<_> = others
        .iter()
        .filter_map(|id| {
            let (alike, other) = nearest(id)?;
            is_taken_for(cx, *id, other).then_some((*id, other, alike))
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

fn finding(cx: CheckContext<'_>, pair: &Pair) -> Finding {
    let Pair {
        id,
        other,
        alike,
        count,
        ..
    } = *pair;
    let name = &cx.crates[id].name;
    let annotated = |id| cx.components.kind_of(id) == Some(ComponentKind::Annotated);
    let values = [
        ("name", name.to_string()),
        ("count", count.to_string()),
        ("alike", format!(", {alike} % alike")),
    ];
    let place = cx.place_of(id);
    let there = cx.place_of(other);
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
fn alikeness(cx: CheckContext<'_>, one: DefinitionId, other: DefinitionId) -> usize {
    let (members, other_members) = (members(cx, one), members(cx, other));
    let (functions, other_functions) = (functions(cx, one), functions(cx, other));
    let shared = members.intersection(&other_members).count()
        + functions.intersection(&other_functions).count();
    percent(
        shared,
        members.len() + functions.len(),
        other_members.len() + other_functions.len(),
    )
}

pub(crate) fn members(cx: CheckContext<'_>, id: DefinitionId) -> BTreeSet<&Member> {
    let ty = cx.type_of(id);
    ty.into_iter().flat_map(|ty| &ty.members).collect()
}

pub(crate) fn functions(cx: CheckContext<'_>, id: DefinitionId) -> BTreeSet<&str> {
    let functions = cx.components.own_functions(cx.files, id);
    functions
        .map(|(_, function)| function.name.as_str())
        .collect()
}

/// Whether a type counts as another definition of a component: one of its name, which has to be alike in another crate.
pub(crate) fn is_taken_for(
    cx: CheckContext<'_>,
    one: DefinitionId,
    component: DefinitionId,
) -> bool {
    cx.crates[one].name == cx.crates[component].name
        && (is_of_one_crate(cx, one, component) || alikeness(cx, one, component) >= ALIKE)
}

fn is_of_one_crate(cx: CheckContext<'_>, one: DefinitionId, other: DefinitionId) -> bool {
    let root = |id: DefinitionId| cx.root(cx.crates[id].module);
    root(one) == root(other)
}

/// Whether there can be a program with both: they are in one crate, or one of them in a library, and a build has both.
pub(super) fn can_meet(cx: CheckContext<'_>, one: DefinitionId, other: DefinitionId) -> bool {
    !alternatives(cx, one, other)
        && cx
            .crates
            .can_be_linked(cx.crates[one].module, cx.crates[other].module)
}

/// Twice what both have, of what each of them has, in percent: the coefficient of Sørensen and Dice.
pub(crate) fn percent(shared: usize, one: usize, other: usize) -> usize {
    (200 * shared).checked_div(one + other).unwrap_or_default()
}
