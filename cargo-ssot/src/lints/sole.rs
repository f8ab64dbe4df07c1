//! A sole interface has one component in each program.

use std::collections::BTreeMap;

use ssot_rules::Rule;

use super::context::CheckContext;
use super::definitions::{alternatives, can_be_linked};
use crate::finding::{Finding, Place};
use crate::index::Bytes;
use crate::resolve::{DefinitionId, Item};

/// A component, and where it declares the interface.
type Declaration = (DefinitionId, Place);

pub(super) fn check(cx: CheckContext<'_>) -> Vec<Finding> {
    let mut declarations: BTreeMap<DefinitionId, Vec<Declaration>> = BTreeMap::new();
    for (id, _) in cx.components.all() {
        for (path, bytes) in declared(cx, id) {
            let interface = cx
                .crates
                .resolve_type(cx.crates[id].module, path)
                .filter(|interface| is_sole(cx, *interface));
            if let Some(interface) = interface {
                let place = bytes.in_file(cx.crates[id].file);
                declarations.entry(interface).or_default().push((id, place));
            }
        }
    }
    declarations
        .iter()
        .flat_map(|(interface, declarations)| implemented_twice(cx, *interface, declarations))
        .collect()
}

/// The interfaces that a component declares, as they are written. Those of tests are in no program.
fn declared(cx: CheckContext<'_>, id: DefinitionId) -> impl Iterator<Item = (&str, Bytes)> {
    let file = cx.crates[id].file;
    let ty = cx
        .type_of(id)
        .filter(|ty| cx.files[file.0].kind.is_production() && !cx.crates.is_test(file, ty.at));
    let guard = ty.and_then(|ty| ty.guard.as_ref());
    guard.into_iter().flat_map(|guard| {
        let paths = guard.implements.iter().map(String::as_str);
        paths.zip(guard.implements_places.iter().copied())
    })
}

fn is_sole(cx: CheckContext<'_>, interface: DefinitionId) -> bool {
    let definition = &cx.crates[interface];
    match definition.item {
        Item::Trait(index) => cx.files[definition.file.0].facts.traits[index].sole,
        _ => false,
    }
}

fn implemented_twice(
    cx: CheckContext<'_>,
    interface: DefinitionId,
    declarations: &[Declaration],
) -> Vec<Finding> {
    let name = &cx.crates[interface].name;
    let together = |one: DefinitionId, other: DefinitionId| {
        one != other && !alternatives(cx, one, other) && can_be_linked(cx, one, other)
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
