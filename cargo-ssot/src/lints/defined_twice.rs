//! Components of one name that one program can hold: SSOT020.

use std::collections::BTreeMap;

use ssot_rules::Rule;

use super::context::CheckContext;
use super::definitions::{alternatives, can_be_linked};
use crate::finding::Finding;
use crate::resolve::{DefinitionId, Item};

pub(super) fn check(cx: CheckContext<'_>) -> Vec<Finding> {
    let mut by_name: BTreeMap<String, Vec<DefinitionId>> = BTreeMap::new();
    for (id, _) in cx.components.all() {
        let definition = &cx.crates[id];
        let Item::Type(index) = definition.item else {
            continue;
        };
        let ty = &cx.files[definition.file.0].facts.types[index];
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
            let mut together = earlier
                .filter(|other| !alternatives(cx, *id, **other) && can_be_linked(cx, *id, **other));
            if let Some(other) = together.next() {
                let place = cx.place_of(*id);
                let there = cx.place_of(*other);
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
