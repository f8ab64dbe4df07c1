//! Types that are not annotated although others of their kind are.

use std::collections::{BTreeMap, BTreeSet};

use ssot_rules::Rule;

use super::census::{Standing, is_double, place_of};
use super::context::Subject;
use crate::finding::Finding;
use crate::index::{Type, TypeKind};
use crate::resolve::{DefinitionId, Item};

/// How many annotated types make a kind, where only their names say that they are alike.
const A_KIND: usize = 2;

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let annotated: Vec<_> = subject
        .census
        .components()
        .filter(|(_, standing)| *standing == Standing::Annotated)
        .map(|(id, _)| id)
        .collect();
    let mut by_interface: BTreeMap<DefinitionId, BTreeSet<&str>> = BTreeMap::new();
    let mut by_word: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for id in annotated {
        let name = subject.crates[id].name.as_str();
        for (interface, ..) in subject.census.implementations(id) {
            by_interface.entry(*interface).or_default().insert(name);
        }
        if let Some(word) = word(name) {
            by_word.entry(word).or_default().insert(name);
        }
    }
    let definitions = subject.crates.definitions();
    let found = definitions.filter_map(|(id, definition)| {
        let ty = subject.crates.type_of(subject.files, id)?;
        let file = &subject.files[definition.file.0];
        let production =
            file.kind.is_production() && !subject.crates.is_test(definition.file, ty.at);
        if !production || !could_be_one(subject, id, ty) {
            return None;
        }
        of_interface(subject, id, &by_interface).or_else(|| of_name(subject, id, &by_word))
    });
    found.collect()
}

/// The word at the end of a name of several, which says what kind of type it is: `Service` of `MailService`.
fn word(name: &str) -> Option<&str> {
    let at = name.rfind(char::is_uppercase)?;
    (at > 0).then(|| &name[at..])
}

/// A struct with fields that something makes.
fn could_be_one(subject: Subject<'_>, id: DefinitionId, ty: &Type) -> bool {
    ty.kind == TypeKind::Struct
        && ty.guard.is_none()
        && !is_double(&ty.name)
        && !ty.members.is_empty()
        && subject.census.is_made(id)
}

fn of_interface(
    subject: Subject<'_>,
    id: DefinitionId,
    by_interface: &BTreeMap<DefinitionId, BTreeSet<&str>>,
) -> Option<Finding> {
    let implemented = subject.census.implementations(id).iter();
    let (interface, others) = implemented
        .filter(|(interface, ..)| {
            // What an interface of ours misses is an error of the compiler's, or it is open to all.
            let definition = &subject.crates[*interface];
            match definition.item {
                Item::Trait(index) => {
                    !subject.files[definition.file.0].facts.traits[index].interface
                }
                _ => false,
            }
        })
        .find_map(|(interface, ..)| Some((*interface, by_interface.get(interface)?)))?;
    let kind = format!("an implementation of `{}`", subject.crates[interface].name);
    Some(finding(subject, id, &kind, others))
}

fn of_name(
    subject: Subject<'_>,
    id: DefinitionId,
    by_word: &BTreeMap<&str, BTreeSet<&str>>,
) -> Option<Finding> {
    let word = word(&subject.crates[id].name)?;
    let others = by_word.get(word).filter(|others| others.len() >= A_KIND)?;
    if !subject.census.has_methods(subject.files, id) {
        return None;
    }
    let finding = finding(subject, id, &format!("a `{word}`"), others);
    Some(finding.unsure("they are taken for one kind because of their names alone"))
}

fn finding(subject: Subject<'_>, id: DefinitionId, kind: &str, others: &BTreeSet<&str>) -> Finding {
    const SHOWN: usize = 3;
    let shown: Vec<_> = others
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{name}`"))
        .collect();
    let name = &subject.crates[id].name;
    let values = [
        ("item", name.clone()),
        ("kind", kind.to_owned()),
        ("others", shown.join(", ")),
    ];
    let place = place_of(subject.files, subject.crates, id);
    Finding::new(Rule::NotAnnotated, place, name, &values).labelled("not annotated")
}
