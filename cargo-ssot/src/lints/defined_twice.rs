//! Components of one name that one program can hold: SSOT020.

use std::collections::BTreeMap;

use ssot_rules::Rule;

use super::context::{CheckContext, met_earlier};
use super::definitions::can_meet;
use crate::finding::Finding;
use crate::resolve::DefinitionId;

pub(super) fn check(cx: CheckContext<'_>) -> Vec<Finding> {
    let mut by_name: BTreeMap<String, Vec<DefinitionId>> = BTreeMap::new();
    for (id, _) in cx.components.all() {
        let Some(ty) = cx.type_of(id) else { continue };
        let Some(guard) = &ty.guard else { continue };
        let name = guard.name.clone().unwrap_or_else(|| ty.name.to_string());
        if guard.attribute != ssot_rules::names::FACTORY_ONLY {
            by_name.entry(name).or_default().push(id);
        }
    }
    let mut found = Vec::new();
    for (name, definitions) in &by_name {
        for (id, other) in met_earlier(definitions, |one, other| can_meet(cx, *one, *other)) {
            let values = [
                ("name", name.clone()),
                ("count", definitions.len().to_string()),
            ];
            let finding = Finding::new(Rule::DefinedTwice, cx.place_of(*id), name, &values)
                .labelled("defined once more")
                .note(Some(cx.place_of(*other)), "the component of that name");
            found.push(finding);
        }
    }
    found
}
