//! What is said about candidates, by flags or at a terminal, and how it gets into `ssot.toml`.

use std::collections::BTreeMap;

use crate::candidate::{Candidate, Kind};
use crate::edit::Edit;
use crate::finding::Problem;
use crate::index::{Type, TypeKind};
use crate::resolve::DefinitionId;
use crate::scan::Scan;
use crate::settings::judging::{self, Entry};
use crate::settings::{self, Judgement};

/// The entry that a judgement of a candidate becomes: a name of a component, or a line below `[judged]`.
pub(super) fn entry(scan: &Scan, candidate: &Candidate, judgement: Judgement) -> Entry {
    let component = (judgement == Judgement::Component)
        .then(|| component_name(scan, candidate))
        .flatten();
    match component {
        Some(name) => Entry::Component(name),
        None => Entry::Judged(candidate.key(), judgement),
    }
}

/// The text of the settings, empty if there is no file.
pub(super) fn text(scan: &Scan) -> Result<String, Box<Problem>> {
    let edit = Edit::new(&scan.workspace.root, settings::FILE.as_ref(), String::new())?;
    Ok(edit.old().unwrap_or_default().to_owned())
}

/// Writes the settings.
pub(super) fn write(scan: &Scan, text: &str) -> Result<(), Box<Problem>> {
    Edit::new(
        &scan.workspace.root,
        settings::FILE.as_ref(),
        text.to_owned(),
    )?
    .write()
}

/// Adds entries to the settings on the disk.
pub(super) fn add(scan: &Scan, entries: &[Entry]) -> Result<(), Box<Problem>> {
    let new = judging::with(&text(scan)?, entries)?;
    write(scan, &new)
}

/// The entry for what somebody means by a name, a path, or either behind a kind. A type of the workspace can be a component
/// without being a candidate.
pub(super) fn named(
    scan: &Scan,
    candidates: &[Candidate],
    said: &str,
    judgement: &Judgement,
) -> Result<Entry, Box<Problem>> {
    let (kind, name) = match said.split_once(' ') {
        Some((word, rest)) if Kind::of_word(word).is_some() => (Kind::of_word(word), rest),
        _ => (None, said),
    };
    let of_kind = || {
        candidates
            .iter()
            .filter(|one| kind.is_none_or(|kind| kind == one.kind))
    };
    let mut meant: Vec<_> = of_kind().filter(|one| one.path == name).collect();
    if meant.is_empty() {
        meant = of_kind().filter(|one| one.name == name).collect();
    }
    let mut entries: BTreeMap<String, Entry> = meant
        .into_iter()
        .map(|candidate| {
            let entry = entry(scan, candidate, judgement.clone());
            let key = match &entry {
                Entry::Component(name) => name.clone(),
                Entry::Judged(key, _) => key.clone(),
            };
            (key, entry)
        })
        .collect();
    if entries.is_empty() && kind.is_none() && *judgement == Judgement::Component {
        let names = component_names(scan, name);
        entries = names
            .into_iter()
            .map(|name| (name.clone(), Entry::Component(name)))
            .collect();
    }
    let single = (entries.len() == 1).then(|| entries.pop_first()).flatten();
    if let Some((_, entry)) = single {
        return Ok(entry);
    }
    if entries.is_empty() {
        return Err(Problem::boxed(
            format!("there is no candidate `{said}`"),
            "`cargo ssot discover --all` lists them all",
        ));
    }
    let keys: Vec<_> = entries.keys().map(|key| format!("`{key}`")).collect();
    Err(Problem::boxed(
        format!("`{said}` is the name of several"),
        format!("write one of {}", keys.join(", ")),
    ))
}

/// The name by which `[components]` knows the type of a candidate: its path, if several types have its name. `None` for
/// anything else than a type of the workspace.
fn component_name(scan: &Scan, candidate: &Candidate) -> Option<String> {
    let of = candidate.of_type?;
    let ty = scan.crates.type_of(&scan.files, of)?;
    let others = types(scan).filter(|(_, other)| other.name == ty.name);
    let is_one = candidate.kind == Kind::Duplicate || others.count() == 1;
    Some(if is_one {
        ty.name.to_string()
    } else {
        scan.crates.defined_at(of).into_string()
    })
}

/// The names by which `[components]` knows the types of a name or a path.
fn component_names(scan: &Scan, said: &str) -> Vec<String> {
    let paths: Vec<_> = types(scan)
        .map(|(id, ty)| (ty.name, scan.crates.defined_at(id).into_string()))
        .filter(|(name, path)| *name == said || path == said)
        .map(|(_, path)| path)
        .collect();
    match paths.len() {
        1 => vec![said.to_owned()],
        _ => paths,
    }
}

fn types(scan: &Scan) -> impl Iterator<Item = (DefinitionId, &Type)> {
    let types = scan.context().types();
    types.filter(|(_, ty)| ty.kind != TypeKind::Alias)
}
