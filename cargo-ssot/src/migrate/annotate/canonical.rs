//! The path that a component is to have.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::finding::{FileId, Problem};
use crate::index::{Visibility, last_segment};
use crate::lints::context::CheckContext;
use crate::lints::paths_used;
use crate::resolve::DefinitionId;

pub(super) struct Canonical {
    /// As its own crate writes it: `crate::managers::Manager`.
    pub(super) written: String,
    /// From the name of the crate on.
    pub(super) absolute: String,
    /// The imports that it depends on: the file, and the position in its facts.
    pub(super) through: BTreeSet<(FileId, usize)>,
}

/// The path that is given, or else the one that is used most, if everybody can use it.
pub(super) fn find(
    cx: CheckContext<'_>,
    id: DefinitionId,
    given: Option<&str>,
) -> Result<Canonical, Box<Problem>> {
    let absolute = match given {
        Some(given) => checked(cx, id, given)?,
        None => preferred(cx, id),
    };
    let of = cx.crates.crate_of(cx.crates[id].module);
    let behind = absolute.strip_prefix(&of.name).unwrap_or_default();
    let written = format!("crate{behind}");
    Ok(Canonical {
        through: cx.crates.imports_behind(cx.files, &absolute, id),
        written,
        absolute,
    })
}

/// What somebody gave, from the name of the crate on, if it leads to the type.
fn checked(cx: CheckContext<'_>, id: DefinitionId, given: &str) -> Result<String, Box<Problem>> {
    let of = cx.crates.crate_of(cx.crates[id].module);
    let defined_at = cx.crates.defined_at(id);
    let (first, behind) = given.split_once("::").unwrap_or((given, ""));
    let is_own = first == "crate" || first == of.name;
    let within = format!("crate::{behind}");
    if is_own && cx.crates.resolve_type(of.root, &within) == Some(id) {
        return Ok(format!("{}::{behind}", of.name));
    }
    let behind = defined_at.strip_prefix(&of.name).unwrap_or_default();
    let message = format!("the canonical path `{given}` does not lead to `{defined_at}`");
    let help = format!(
        "write a path that leads there, from the root of its crate on, such as `crate{behind}`"
    );
    Err(Problem::boxed(message, help))
}

fn preferred(cx: CheckContext<'_>, id: DefinitionId) -> String {
    let of = cx.crates.crate_of(cx.crates[id].module);
    let is_own = |path: &str| {
        let behind = path.strip_prefix(&of.name);
        // Another name would be what people search for in vain.
        behind.is_some_and(|behind| behind.starts_with("::"))
            && last_segment(path) == cx.crates[id].name
    };
    let is_public = |path: &str| is_own(path) && cx.crates.is_public(of.root, path);
    let used = paths_used(cx, id);
    let most = used
        .iter()
        .filter(|(path, _)| is_own(path))
        .min_by_key(|(path, count)| (Reverse(**count), path.len(), path.as_str()));
    if let Some((path, _)) = most.filter(|(path, _)| is_public(path)) {
        return path.clone();
    }
    let defined_at = cx.crates.defined_at(id);
    if is_public(&defined_at) {
        return defined_at;
    }
    // What is defined where nobody else comes to is passed on: that is where everybody has to take it from.
    let passed_on = passed_on(cx, id).into_iter().filter(|path| is_public(path));
    let order = |path: &String| (path.matches("::").count(), path.len(), path.clone());
    // In a program nothing is public, and what others use is what they can use.
    let used = most.map(|(path, _)| path.clone());
    passed_on.min_by_key(order).or(used).unwrap_or(defined_at)
}

fn passed_on(cx: CheckContext<'_>, id: DefinitionId) -> Vec<String> {
    let mut found = Vec::new();
    for (file, source) in cx.numbered_files() {
        for import in &source.facts.imports {
            let module = cx.module(file, import.at);
            let name = match import.name.as_str() {
                "*" => cx.crates[id].name.as_str(),
                name => name,
            };
            let leads = cx.crates.resolve_type(module, &format!("self::{name}"));
            if import.visibility == Visibility::Public && leads == Some(id) {
                found.push(format!("{}::{name}", cx.crates.path_of(module)));
            }
        }
    }
    found
}
