//! Keys of one struct that are taken for one another.

use super::Key;
use crate::arguments::configuration::invalid;
use crate::attributes::conditions;
use crate::violation::Violations;

/// Reports keys that are taken for one another although their variables differ. Of one variable there cannot be two: the
/// compiler reports that. Under a condition, one of the two may be missing.
pub(super) fn check(keys: &[Key<'_>], violations: &mut Violations) {
    let always = |key: &&Key<'_>| conditions(&key.field.attrs).is_empty();
    let keys: Vec<_> = keys.iter().filter(always).collect();
    for (index, key) in keys.iter().enumerate() {
        let defect = keys
            .iter()
            .find_map(|other| in_the_value_of(key, other))
            .or_else(|| {
                keys[..index]
                    .iter()
                    .find_map(|other| same_in_a_file(key, other))
            });
        if let Some(defect) = defect {
            violations.report(
                invalid(key.ident, &key.name, "a key", &defect)
                    .advise("give one of the two another name, by `#[config(rename = \"..\")]`"),
            );
        }
    }
}

/// Why the key cannot be told from a field in the value of another one. Whether there is one, only its type knows.
fn in_the_value_of(key: &Key<'_>, other: &Key<'_>) -> Option<String> {
    key.variables().find_map(|variable| {
        let field = other.variables().find_map(|start| {
            let field = variable.strip_prefix(start.as_str())?.strip_prefix("__")?;
            Some(field.to_ascii_lowercase())
        })?;
        let other = other.ident;
        Some(format!(
            "has the variable `{variable}`, which sets `{field}` in the value of `{other}`"
        ))
    })
}

/// Why the key cannot be told from another one in a file, where words may not be kept apart.
fn same_in_a_file(key: &Key<'_>, other: &Key<'_>) -> Option<String> {
    if key
        .variables()
        .any(|variable| other.variables().any(|known| known == variable))
    {
        return None;
    }
    let others: Vec<_> = other.names().collect();
    let name = key.names().find(|name| others.contains(name))?;
    let other = other.ident;
    Some(format!("is called `{name}` in a file, as `{other}` is"))
}
