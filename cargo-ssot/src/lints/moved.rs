//! What has moved leads to a component, by the path that the component states.

use ssot_rules::Rule;
use ssot_rules::moved::check_canonical;

use super::context::{CheckContext, InFile};
use crate::finding::Finding;
use crate::index::Moved;

pub(super) fn check(cx: CheckContext<'_>) -> Vec<Finding> {
    let moved = cx.facts(|facts| &facts.moved);
    moved.filter_map(|moved| finding(cx, &moved)).collect()
}

fn finding(cx: CheckContext<'_>, moved: &InFile<'_, Moved>) -> Option<Finding> {
    let path = *moved.fact.target;
    let place = moved.place(moved.fact.place);
    let module = cx.module(moved.file, moved.fact.at);
    let target = cx.crates.resolve_type(module, path)?;
    let ty = cx.type_of(target)?;
    if ty.moved.is_some() || cx.crates.has_twin(target) {
        return None;
    }
    let guard = ty.guard.as_ref();
    let Some(canonical) = guard.and_then(|guard| guard.canonical) else {
        let values = [("target", path.to_string())];
        let finding = Finding::new(Rule::MovedToNoComponent, place, &moved.fact.name, &values);
        let definition = cx.place_of(target);
        return Some(finding.note(Some(definition), "it is defined here"));
    };
    // Only a path from the root is to be the same to the letter.
    let written = ssot_rules::syntax::parse_str(path.as_str()).ok()?;
    if path.first() != "crate" {
        return None;
    }
    let violation = check_canonical(&written, canonical.as_str())?;
    let mut finding = Finding::new(violation.rule(), place, &moved.fact.name, &[]);
    finding.message = violation.message();
    Some(finding.advise(violation.fix()))
}
