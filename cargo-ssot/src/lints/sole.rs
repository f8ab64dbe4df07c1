//! A sole interface has one component in each program.

use std::collections::BTreeMap;

use ssot_rules::Rule;

use super::context::Subject;
use super::definitions::{alternatives, can_be_linked};
use crate::finding::{Finding, Place};
use crate::index::Bytes;
use crate::resolve::{DefinitionId, Item};

/// A component, and where it declares the interface.
type Declaration = (DefinitionId, Place);

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let mut declarations: BTreeMap<DefinitionId, Vec<Declaration>> = BTreeMap::new();
    for (id, _) in subject.census.components() {
        for (path, bytes) in declared(subject, id) {
            let interface = subject
                .crates
                .resolve_type(subject.crates[id].module, path)
                .filter(|interface| is_sole(subject, *interface));
            if let Some(interface) = interface {
                let place = Place {
                    file: subject.crates[id].file,
                    range: bytes.range(),
                };
                declarations.entry(interface).or_default().push((id, place));
            }
        }
    }
    declarations
        .iter()
        .flat_map(|(interface, declarations)| implemented_twice(subject, *interface, declarations))
        .collect()
}

/// The interfaces that a component declares, as they are written. Those of tests are in no program.
fn declared(subject: Subject<'_>, id: DefinitionId) -> impl Iterator<Item = (&str, Bytes)> {
    let file = subject.crates[id].file;
    let ty = subject.crates.type_of(subject.files, id).filter(|ty| {
        subject.files[file.0].kind.is_production() && !subject.crates.is_test(file, ty.at)
    });
    let guard = ty.and_then(|ty| ty.guard.as_ref());
    guard.into_iter().flat_map(|guard| {
        let paths = guard.implements.iter().map(String::as_str);
        paths.zip(guard.implements_places.iter().copied())
    })
}

fn is_sole(subject: Subject<'_>, interface: DefinitionId) -> bool {
    let definition = &subject.crates[interface];
    match definition.item {
        Item::Trait(index) => subject.files[definition.file.0].facts.traits[index].sole,
        _ => false,
    }
}

fn implemented_twice(
    subject: Subject<'_>,
    interface: DefinitionId,
    declarations: &[Declaration],
) -> Vec<Finding> {
    let name = &subject.crates[interface].name;
    let together = |one: DefinitionId, other: DefinitionId| {
        one != other && !alternatives(subject, one, other) && can_be_linked(subject, one, other)
    };
    let mut found = Vec::new();
    for (position, (id, place)) in declarations.iter().enumerate() {
        let mut earlier = declarations[..position].iter();
        if let Some((_, there)) = earlier.find(|(other, _)| together(*id, *other)) {
            let values = [
                ("name", name.clone()),
                ("count", declarations.len().to_string()),
            ];
            let finding = Finding::new(Rule::ImplementedTwice, place.clone(), name, &values);
            found.push(
                finding
                    .labelled("implemented once more")
                    .note(Some(there.clone()), "the component that implements it"),
            );
        }
    }
    found
}
