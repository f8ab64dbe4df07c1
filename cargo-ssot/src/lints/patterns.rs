//! Patterns that name every field of an annotated component, and not the guard's: SSOT107.

use ssot_rules::Rule;

use super::components::only_warns;
use super::context::{CheckContext, InFile};
use crate::finding::Finding;
use crate::index::PathRef;

pub(super) fn check(cx: CheckContext<'_>) -> Vec<Finding> {
    cx.all_facts(|facts| &facts.patterns)
        .filter_map(|pattern| exhaustive(cx, pattern))
        .collect()
}

fn exhaustive(cx: CheckContext<'_>, pattern: InFile<'_, PathRef>) -> Option<Finding> {
    let PathRef { at, path, place } = pattern.fact;
    let (of, None) = cx.resolve_type_path(pattern.file, *at, **path)? else {
        return None;
    };
    if !only_warns(cx.type_of(of)?.guard.as_ref()?) {
        return None;
    }
    let name = &cx.crates[of].name;
    let values = [("component", name.to_string())];
    let place = pattern.place(*place);
    let finding = Finding::new(Rule::ExhaustivePattern, place, name, &values);
    Some(finding.labelled("names every field, and not the guard's"))
}
