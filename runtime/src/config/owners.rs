//! The owners of keys, of which each is to have one.

use std::collections::BTreeMap;
use std::format;
use std::string::{String, ToString};
use std::sync::OnceLock;
use std::vec::Vec;

use super::key::ConfigKey;
use super::keys::config_keys;
use super::variables::all_variables;
use crate::component::Descriptor;
use crate::violation::{Violation, violation};

/// The keys with more than one owner, as far as these components own them. In a unit test nobody else
/// reports those of two crates.
pub(crate) fn owned_twice(components: &[&'static Descriptor]) -> Vec<Violation> {
    // Each composition asks when it is made, and the types of all keys say what they consist of.
    static OWNED_TWICE: OnceLock<Vec<(String, Vec<&'static Descriptor>)>> = OnceLock::new();
    let owned_twice = OWNED_TWICE.get_or_init(|| {
        let owned = owners_of_variables().into_iter().chain(owners_in_files());
        owned.filter(|(_, owners)| owners.len() > 1).collect()
    });
    owned_twice
        .iter()
        .filter(|(_, owners)| owners.iter().any(|owner| components.contains(owner)))
        .map(|(key, owners)| {
            let values = [("key", key.clone()), ("count", owners.len().to_string())];
            violation(ssot_macros::__rule!(KeyOwnedTwice), &values, owners)
        })
        .collect()
}

type Owners = BTreeMap<String, Vec<&'static Descriptor>>;

/// Two places in one struct are not counted: `load` reports them.
fn add(owners: &mut Vec<&'static Descriptor>, owner: &'static Descriptor) {
    if !owners.contains(&owner) {
        owners.push(owner);
    }
}

/// The owners of each variable, also of a field or an entry in the value of a key.
fn owners_of_variables() -> Owners {
    let mut owned = Owners::new();
    let variables = all_variables();
    for variable in variables {
        let owners = owned.entry(variable.exact.clone()).or_default();
        add(owners, variable.key.component);
    }
    // The entries of a map have any name.
    for map in variables.iter().filter(|variable| variable.of_map) {
        let start = format!("{}__", map.exact);
        for (name, owners) in owned.range_mut(start.clone()..) {
            if !name.starts_with(&start) {
                break;
            }
            add(owners, map.key.component);
        }
    }
    // Of a key that two own, the fields are not reported as well.
    let several = owned.iter().filter(|(_, owners)| owners.len() > 1);
    let several: Vec<_> = several.map(|(name, _)| format!("{name}__")).collect();
    owned.retain(|name, _| !several.iter().any(|start| name.starts_with(start)));
    owned
}

/// The owners of each name in a file whose keys have different variables.
fn owners_in_files() -> Owners {
    let mut named: BTreeMap<String, Vec<&'static ConfigKey>> = BTreeMap::new();
    for key in config_keys() {
        for name in core::iter::once(&key.name).chain(key.aliases) {
            named
                .entry(format!("{}.{name}", key.table()))
                .or_default()
                .push(key);
        }
    }
    named
        .into_iter()
        .filter(|(_, keys)| {
            let (first, others) = (keys[0], &keys[1..]);
            let mut variables = first.variables();
            !variables.any(|variable| {
                others
                    .iter()
                    .any(|key| key.variables().any(|other| other == variable))
            })
        })
        .map(|(name, keys)| {
            let mut owners = Vec::new();
            for key in keys {
                add(&mut owners, key.component);
            }
            (name, owners)
        })
        .collect()
}
