//! A configuration key has one owner.

use std::collections::BTreeMap;

use ssot_rules::Rule;

use super::context::{CheckContext, InFile, met_earlier};
use crate::finding::Finding;
use crate::index::ConfigurationKey;

type Owner<'a> = InFile<'a, ConfigurationKey>;

pub(super) fn check(cx: CheckContext<'_>) -> Vec<Finding> {
    let mut owners: BTreeMap<&str, Vec<Owner<'_>>> = BTreeMap::new();
    for key in cx.facts(|facts| &facts.keys) {
        // Tests may have owners of their own, which no program has beside the others.
        let tested = key.fact.at.test || !key.source.kind.is_production();
        if !tested {
            owners.entry(&key.fact.variable).or_default().push(key);
        }
    }
    let owned = owners
        .iter()
        .flat_map(|(variable, owners)| owned_twice(cx, variable, owners));
    owned.collect()
}

fn owned_twice(cx: CheckContext<'_>, variable: &str, owners: &[Owner<'_>]) -> Vec<Finding> {
    let together = |one: &Owner<'_>, other: &Owner<'_>| in_one_program(cx, one, other);
    met_earlier(owners, together)
        .map(|(owner, other)| {
            let others = owners.iter().filter(|other| together(owner, other));
            let values = [
                ("key", variable.to_owned()),
                ("count", others.count().to_string()),
            ];
            let place = owner.place(owner.fact.place);
            Finding::new(Rule::KeyOwnedTwice, place, variable, &values)
                .labelled("owned here")
                .note(Some(other.place(other.fact.place)), "and here")
        })
        .collect()
}

/// Whether there is a program with both: they are in one crate, or in two that a third one depends on.
fn in_one_program(cx: CheckContext<'_>, one: &Owner<'_>, other: &Owner<'_>) -> bool {
    let modules = [one, other].map(|key| cx.module(key.file, key.fact.at));
    // Of two that are compiled under different conditions, a build may have one.
    let condition = |module, key: &Owner<'_>| cx.crates.condition(module, &key.fact.condition);
    let conditions = (condition(modules[0], one), condition(modules[1], other));
    (conditions.0.implies(&conditions.1) || conditions.1.implies(&conditions.0))
        && cx.crates.can_be_linked(modules[0], modules[1])
}
