//! Derives above an attribute that guards: the macro does not see them. While a type warns they go on making instances,
//! and afterwards they do not compile.

use ssot_rules::Rule;
use ssot_rules::arguments::Enforcement;
use ssot_rules::derives::advice_against;

use super::context::CheckContext;
use crate::finding::Finding;

const COPIES: &str = "remove it; if one instance may become two, write the argument `allow(Clone)`, and this derive below \
    the attribute";

pub(super) fn check(cx: CheckContext<'_>) -> Vec<Finding> {
    let warned = cx
        .guarded()
        .filter(|found| found.guard.enforcement == Enforcement::Warn);
    let found = warned.flat_map(|found| {
        let derives = found.ty.constructing_derives.iter();
        derives.map(move |(derive, bytes)| {
            let name = &found.ty.name;
            let values = [("derive", derive.clone()), ("item", name.to_string())];
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
