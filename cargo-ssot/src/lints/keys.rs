//! A configuration key has one owner.

use std::collections::BTreeMap;

use ssot_rules::Rule;

use super::context::{CheckContext, InFile};
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
    let mut found = Vec::new();
    for (position, owner) in owners.iter().enumerate() {
        let together = |other: &&Owner<'_>| in_one_program(cx, owner, other);
        let Some(other) = owners[..position].iter().find(together) else {
            continue;
        };
        let others = owners
            .iter()
            .filter(|other| in_one_program(cx, owner, other));
        let values = [
            ("key", variable.to_owned()),
            ("count", others.count().to_string()),
        ];
        let place = owner.place(owner.fact.place);
        let finding = Finding::new(Rule::KeyOwnedTwice, place, variable, &values);
        let place = other.place(other.fact.place);
        found.push(finding.labelled("owned here").note(Some(place), "and here"));
    }
    found
}

/// Whether there is a program with both: they are in one crate, or in two that a third one depends on.
fn in_one_program(cx: CheckContext<'_>, one: &Owner<'_>, other: &Owner<'_>) -> bool {
    let of = |key: &Owner<'_>| {
        let module = cx.module(key.file, key.fact.at);
        cx.crates.crate_of(module)
    };
    // Of two that are compiled under different conditions, a build may have one.
    let condition = |key: &Owner<'_>| {
        let module = cx.module(key.file, key.fact.at);
        cx.crates.condition(module, &key.fact.condition)
    };
    let conditions = (condition(one), condition(other));
    if !conditions.0.implies(&conditions.1) && !conditions.1.implies(&conditions.0) {
        return false;
    }
    let (one, other) = (of(one), of(other));
    one.root == other.root || cx.crates.reach_each_other(one, other)
}
