//! The path that a component is to have.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::finding::{FileId, Problem};
use crate::index::{ItemPath, ItemPathBuf, Visibility};
use crate::lints::context::CheckContext;
use crate::lints::paths_used;
use crate::resolve::DefinitionId;

pub(super) struct Canonical {
    /// As its own crate writes it: `crate::managers::Manager`.
    pub(super) written: ItemPathBuf,
    /// From the name of the crate on.
    pub(super) absolute: ItemPathBuf,
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
        Some(given) => checked(cx, id, ItemPath::new(given))?,
        None => preferred(cx, id),
    };
    Ok(Canonical {
        through: cx.crates.imports_behind(cx.files, absolute.as_path(), id),
        written: absolute.as_path().with_first("crate"),
        absolute,
    })
}

/// What somebody gave, from the name of the crate on, if it leads to the type.
fn checked(
    cx: CheckContext<'_>,
    id: DefinitionId,
    given: ItemPath<'_>,
) -> Result<ItemPathBuf, Box<Problem>> {
    let of = cx.crates.crate_of(cx.crates[id].module);
    let defined_at = cx.crates.defined_at(id);
    let is_own = given.first() == "crate" || given.first() == of.name;
    let within = given.with_first("crate");
    if is_own && cx.crates.resolve_type(of.root, within.as_path()) == Some(id) {
        return Ok(given.with_first(&of.name));
    }
    let possible = defined_at.as_path().with_first("crate");
    let message = format!("the canonical path `{given}` does not lead to `{defined_at}`");
    let help = format!(
        "write a path that leads there, from the root of its crate on, such as `{possible}`"
    );
    Err(Problem::boxed(message, help))
}

fn preferred(cx: CheckContext<'_>, id: DefinitionId) -> ItemPathBuf {
    let of = cx.crates.crate_of(cx.crates[id].module);
    let is_own = |path: &ItemPathBuf| {
        let path = path.as_path();
        // Another name would be what people search for in vain.
        !path.is_name() && path.first() == of.name && path.last() == cx.crates[id].name
    };
    let is_public =
        |path: &ItemPathBuf| is_own(path) && cx.crates.is_public(of.root, path.as_path());
    let used = paths_used(cx, id);
    let most = used
        .iter()
        .filter(|(path, _)| is_own(path))
        .min_by_key(|(path, count)| (Reverse(**count), path.as_str().len(), *path));
    if let Some((path, _)) = most.filter(|(path, _)| is_public(path)) {
        return path.clone();
    }
    let defined_at = cx.crates.defined_at(id);
    if is_public(&defined_at) {
        return defined_at;
    }
    // What is defined where nobody else comes to is passed on: that is where everybody has to take it from.
    let passed_on = passed_on(cx, id).into_iter().filter(|path| is_public(path));
    let order = |path: &ItemPathBuf| (path.as_path().depth(), path.as_str().len(), path.clone());
    // In a program nothing is public, and what others use is what they can use.
    let used = most.map(|(path, _)| path.clone());
    passed_on.min_by_key(order).or(used).unwrap_or(defined_at)
}

fn passed_on(cx: CheckContext<'_>, id: DefinitionId) -> Vec<ItemPathBuf> {
    let mut found = Vec::new();
    for (file, source) in cx.numbered_files() {
        for import in &source.facts.imports {
            let module = cx.module(file, import.at);
            let name = match import.name.as_str() {
                "*" => cx.crates[id].name.as_str(),
                name => name,
            };
            let leads = cx
                .crates
                .resolve_type(module, ItemPath::new("self").join(name).as_path());
            if import.visibility == Visibility::Public && leads == Some(id) {
                found.push(cx.crates.path_of(module).join(name));
            }
        }
    }
    found
}
