//! A configuration key has one owner.

use std::collections::BTreeMap;

use ssot_rules::Rule;

use super::context::Subject;
use super::named::{In, Package, is_conditional};
use crate::facts::ConfigurationKey;
use crate::finding::Finding;

/// An owner of a key, and the package that it stands in.
type Owner<'a> = (usize, In<'a, ConfigurationKey>);

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let packages = Package::all(subject);
    let mut owners: BTreeMap<&str, Vec<Owner<'_>>> = BTreeMap::new();
    for (index, package) in packages.iter().enumerate() {
        for key in package.facts(|file| &file.facts.keys) {
            // Tests may have owners of their own, which no program has beside the others.
            let tested = key.fact.at.test || !key.file.kind.is_production();
            if !tested && !is_conditional(key.file, key.fact.at, &key.fact.condition) {
                owners
                    .entry(&key.fact.variable)
                    .or_default()
                    .push((index, key));
            }
        }
    }
    let owned = owners.iter_mut().flat_map(|(variable, owners)| {
        owners.sort_by_key(|(_, owner)| owner.id);
        owned_twice(subject, variable, owners)
    });
    owned.collect()
}

fn owned_twice(subject: Subject<'_>, variable: &str, owners: &[Owner<'_>]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (position, owner) in owners.iter().enumerate() {
        let together = |other: &&Owner<'_>| in_one_program(subject, owner, other);
        let Some((_, other)) = owners[..position].iter().find(together) else {
            continue;
        };
        let others = owners
            .iter()
            .filter(|other| in_one_program(subject, owner, other));
        let values = [
            ("key", variable.to_owned()),
            ("count", others.count().to_string()),
        ];
        let place = owner.1.place(owner.1.fact.place);
        let finding = Finding::new(Rule::KeyOwnedTwice, place, variable, &values);
        let place = other.place(other.fact.place);
        let finding = finding.labelled("owned here").note(Some(place), "and here");
        // Two programs of one package are never linked together.
        let sure = owner.1.id == other.id || are_linked(subject, &owner.1, other);
        found.push(if sure {
            finding
        } else {
            finding.unsure("they may be in two programs")
        });
    }
    found
}

/// Whether there may be a program with both: they are in one package, or another one depends on both.
fn in_one_program(subject: Subject<'_>, one: &Owner<'_>, other: &Owner<'_>) -> bool {
    one.0 == other.0 || are_linked(subject, &one.1, &other.1)
}

/// Whether there is a program with both, since they are in two crates that one depends on.
fn are_linked(
    subject: Subject<'_>,
    one: &In<'_, ConfigurationKey>,
    other: &In<'_, ConfigurationKey>,
) -> bool {
    let of = |key: &In<'_, ConfigurationKey>| {
        let module = subject.crates.module(key.id, key.fact.at.module);
        subject.crates.crate_of(module)
    };
    let (one, other) = (of(one), of(other));
    one.root != other.root && subject.crates.reach_each_other(one, other)
}
