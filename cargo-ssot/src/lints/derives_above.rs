//! Derives above an attribute that guards: the macro does not see them. While a type warns they go on making instances,
//! and afterwards they do not compile.

use ssot_rules::Rule;
use ssot_rules::arguments::Enforcement;
use ssot_rules::derives::advice_against;

use super::context::Subject;
use super::named::Package;
use crate::finding::Finding;

const COPIES: &str = "remove it; if one instance may become two, write the argument `allow(Clone)`, and this derive below \
    the attribute";

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let packages = Package::all(subject);
    let types = packages
        .iter()
        .flat_map(|package| package.facts(|file| &file.facts.types));
    let warned = types.filter(|found| {
        let guard = found.fact.guard.as_ref();
        guard.is_some_and(|guard| guard.enforcement == Enforcement::Warn)
    });
    let found = warned.flat_map(|found| {
        let derives = found.fact.constructing_derives.iter();
        derives.map(move |(derive, bytes)| {
            let name = &found.fact.name;
            let values = [("derive", derive.clone()), ("item", name.clone())];
            let place = found.place(*bytes);
            let finding = Finding::new(Rule::ConstructingDerive, place, name, &values);
            // Below the attribute the macro sees it, and permits it where the argument does.
            let advice = match derive.as_str() {
                "Clone" => Some(COPIES),
                _ => advice_against(derive),
            };
            match advice {
                Some(advice) => finding.advise(advice),
                None => finding,
            }
        })
    });
    found.collect()
}
