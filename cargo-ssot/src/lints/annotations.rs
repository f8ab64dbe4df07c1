//! Types that are not annotated although others of their kind are.

use std::collections::{BTreeMap, BTreeSet};

use ssot_rules::Rule;

use super::components::{ComponentKind, is_double};
use super::context::CheckContext;
use crate::finding::Finding;
use crate::index::{Type, TypeKind};
use crate::resolve::DefinitionId;

/// How many annotated types make a kind, where only their names say that they are alike.
const A_KIND: usize = 2;

pub(super) fn check(cx: CheckContext<'_>) -> Vec<Finding> {
    let annotated: Vec<_> = cx
        .components
        .all()
        .filter(|(_, kind)| *kind == ComponentKind::Annotated)
        .map(|(id, _)| id)
        .collect();
    let mut by_interface: BTreeMap<DefinitionId, BTreeSet<&str>> = BTreeMap::new();
    let mut by_word: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for id in annotated {
        let name = cx.crates[id].name.as_str();
        for (interface, ..) in cx.components.implementations(id) {
            by_interface.entry(*interface).or_default().insert(name);
        }
        if let Some(word) = word(name) {
            by_word.entry(word).or_default().insert(name);
        }
    }
    let found = cx.types().filter_map(|(id, ty)| {
        if !cx.is_production(cx.crates[id].file, ty.at) || !could_be_one(cx, id, ty) {
            return None;
        }
        of_interface(cx, id, &by_interface).or_else(|| of_name(cx, id, &by_word))
    });
    found.collect()
}

/// The word at the end of a name of several, which says what kind of type it is: `Service` of `MailService`.
fn word(name: &str) -> Option<&str> {
    let at = name.rfind(char::is_uppercase)?;
    (at > 0).then(|| &name[at..])
}

/// A struct with fields that something makes.
fn could_be_one(cx: CheckContext<'_>, id: DefinitionId, ty: &Type) -> bool {
    ty.kind == TypeKind::Struct
        && ty.guard.is_none()
        && !is_double(&ty.name)
        && !ty.members.is_empty()
        && cx.components.is_made(id)
}

fn of_interface(
    cx: CheckContext<'_>,
    id: DefinitionId,
    by_interface: &BTreeMap<DefinitionId, BTreeSet<&str>>,
) -> Option<Finding> {
    let implemented = cx.components.implementations(id).iter();
    let (interface, others) = implemented
        .filter(|(interface, ..)| {
            // What an interface of ours misses is an error of the compiler's, or it is open to all.
            cx.trait_of(*interface).is_some_and(|one| !one.interface)
        })
        .find_map(|(interface, ..)| Some((*interface, by_interface.get(interface)?)))?;
    let kind = format!("an implementation of `{}`", cx.crates[interface].name);
    Some(finding(cx, id, &kind, others))
}

fn of_name(
    cx: CheckContext<'_>,
    id: DefinitionId,
    by_word: &BTreeMap<&str, BTreeSet<&str>>,
) -> Option<Finding> {
    let word = word(&cx.crates[id].name)?;
    let others = by_word.get(word).filter(|others| others.len() >= A_KIND)?;
    if !cx.components.has_methods(cx.files, id) {
        return None;
    }
    let finding = finding(cx, id, &format!("a `{word}`"), others);
    Some(finding.unsure("they are taken for one kind because of their names alone"))
}

fn finding(cx: CheckContext<'_>, id: DefinitionId, kind: &str, others: &BTreeSet<&str>) -> Finding {
    const SHOWN: usize = 3;
    let shown: Vec<_> = others
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{name}`"))
        .collect();
    let name = &cx.crates[id].name;
    let values = [
        ("item", name.to_string()),
        ("kind", kind.to_owned()),
        ("others", shown.join(", ")),
    ];
    let place = cx.place_of(id);
    Finding::new(Rule::NotAnnotated, place, name, &values).labelled("not annotated")
}
