//! A configuration key has one owner.

use std::collections::BTreeMap;

use ssot_rules::Rule;

use super::context::Subject;
use super::named::{In, Package, is_conditional};
use crate::facts::ConfigurationKey;
use crate::finding::Finding;

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    Package::all(subject).iter().flat_map(owned_twice).collect()
}

fn owned_twice(package: &Package<'_>) -> Vec<Finding> {
    let mut owners: BTreeMap<&str, Vec<In<'_, ConfigurationKey>>> = BTreeMap::new();
    for key in package.facts(|file| &file.facts.keys) {
        // Tests may have owners of their own, which no program has beside the others.
        let tested = key.fact.at.test || !key.file.kind.is_production();
        if !tested && !is_conditional(key.file, key.fact.at, &key.fact.condition) {
            owners.entry(&key.fact.variable).or_default().push(key);
        }
    }
    let mut found = Vec::new();
    for (variable, owners) in owners {
        let (first, others) = owners.split_at(1);
        for owner in others {
            let values = [
                ("key", variable.to_owned()),
                ("count", owners.len().to_string()),
            ];
            let place = owner.place(owner.fact.place);
            let finding = Finding::new(Rule::KeyOwnedTwice, place, variable, &values);
            let place = first[0].place(first[0].fact.place);
            let finding = finding.labelled("owned here").note(Some(place), "and here");
            // Two programs of one package are never linked together.
            found.push(if owner.id == first[0].id {
                finding
            } else {
                finding.unsure("they may be in two programs")
            });
        }
    }
    found
}
