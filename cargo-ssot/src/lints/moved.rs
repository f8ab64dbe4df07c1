//! What has moved leads to a component, by the path that the component states.

use ssot_rules::Rule;
use ssot_rules::moved::check_canonical;

use super::context::Subject;
use super::named::{In, Package, is_conditional, last};
use crate::facts::{Moved, Type};
use crate::finding::Finding;

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let packages = Package::all(subject);
    let found = packages.iter().flat_map(|package| {
        let moved = package.facts(|file| &file.facts.moved);
        moved.filter_map(move |moved| {
            let target = target(package, &moved)?;
            finding(&moved, &target)
        })
    });
    found.collect()
}

/// What it leads to, if that is a type of this package, and the only one of its name.
fn target<'a>(package: &Package<'a>, moved: &In<'a, Moved>) -> Option<In<'a, Type>> {
    let path = moved.fact.target.as_str();
    let found = package.only_type(last(path))?;
    let conditional = is_conditional(found.file, found.fact.at, &found.fact.condition);
    (package.has(moved.file, path) && !conditional).then_some(found)
}

fn finding(moved: &In<'_, Moved>, target: &In<'_, Type>) -> Option<Finding> {
    let path = moved.fact.target.as_str();
    let place = moved.place(moved.fact.place);
    let guard = target.fact.guard.as_ref();
    let Some(canonical) = guard.and_then(|guard| guard.canonical.as_deref()) else {
        let values = [("target", path.to_owned())];
        let finding = Finding::new(Rule::MovedToNoComponent, place, &moved.fact.name, &values);
        return Some(finding.note(Some(target.place(target.fact.place)), "it is defined here"));
    };
    // Only a path from the root is to be the same to the letter.
    let written = ssot_rules::syntax::parse_str(path).ok()?;
    if !path.starts_with("crate::") {
        return None;
    }
    let violation = check_canonical(&written, canonical)?;
    let mut finding = Finding::new(violation.rule(), place, &moved.fact.name, &[]);
    finding.message = violation.message();
    Some(finding.advise(violation.fix()))
}
