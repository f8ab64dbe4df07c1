//! A sole interface has one component in each program.

use std::collections::BTreeMap;

use ssot_rules::Rule;

use super::context::{CheckContext, met_earlier};
use super::definitions::can_meet;
use crate::finding::{Finding, Place};
use crate::index::{Bytes, ItemPath};
use crate::resolve::DefinitionId;

type Declaration = (DefinitionId, Place);

pub(super) fn check(cx: CheckContext<'_>) -> Vec<Finding> {
    let mut declarations: BTreeMap<DefinitionId, Vec<Declaration>> = BTreeMap::new();
    for (id, _) in cx.components.all() {
        for (path, bytes) in declared(cx, id) {
            let interface = cx
                .crates
                .resolve_type(cx.crates[id].module, path)
                .filter(|interface| cx.trait_of(*interface).is_some_and(|one| one.sole));
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
fn declared(
    cx: CheckContext<'_>,
    id: DefinitionId,
) -> impl Iterator<Item = (ItemPath<'static>, Bytes)> {
    let file = cx.crates[id].file;
    let ty = cx.type_of(id).filter(|ty| cx.is_production(file, ty.at));
    let guard = ty.and_then(|ty| ty.guard.as_ref());
    guard.into_iter().flat_map(|guard| {
        let interfaces = guard.implements.iter();
        interfaces.map(|(path, place)| (**path, *place))
    })
}

fn implemented_twice(
    cx: CheckContext<'_>,
    interface: DefinitionId,
    declarations: &[Declaration],
) -> Vec<Finding> {
    let name = &cx.crates[interface].name;
    let together = |(one, _): &Declaration, (other, _): &Declaration| {
        one != other && can_meet(cx, *one, *other)
    };
    let values = [
        ("name", name.to_string()),
        ("count", declarations.len().to_string()),
    ];
    met_earlier(declarations, together)
        .map(|((_, place), (_, there))| {
            Finding::new(Rule::ImplementedTwice, place.clone(), name, &values)
                .labelled("implemented once more")
                .note(Some(there.clone()), "the component that implements it")
        })
        .collect()
}
