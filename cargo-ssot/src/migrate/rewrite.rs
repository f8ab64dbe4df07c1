//! From edits to texts.

mod unused;

use std::collections::{BTreeMap, BTreeSet};

use ssot_rules::Rule;

use self::unused::{Glob, Unused};
use super::{Action, Edit, Rewritten, Step};
use crate::edit::use_tree::{self, Changes};
use crate::finding::FileId;
use crate::scan::Scan;
use crate::syntax::text::{TextEdit, applied};

/// The new texts of all files that the chosen steps change, sorted by file, and the steps that have to wait for another run,
/// because they change what another step changes too.
pub fn rewritten(scan: &Scan, steps: &[Step], chosen: &[usize]) -> (Vec<Rewritten>, Vec<usize>) {
    let sorted = Sorted::of(steps, chosen);
    let mut of_files: BTreeMap<FileId, Vec<(usize, Option<&Edit>)>> = BTreeMap::new();
    for index in sorted.made.iter().chain(&sorted.covered) {
        if let Action::Change(alterations) = &steps[*index].action {
            for alteration in alterations {
                let edit = Some(&alteration.edit).filter(|_| !sorted.covered.contains(index));
                of_files
                    .entry(alteration.file)
                    .or_default()
                    .push((*index, edit));
            }
        }
    }
    let rewritten = of_files.into_iter().map(|(file, edits)| Rewritten {
        file,
        text: new_text(scan, file, edits.iter().filter_map(|(_, edit)| *edit)),
        steps: edits
            .iter()
            .map(|(index, _)| *index)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
    });
    let rewritten = rewritten.filter(|new| new.text != scan.files[new.file.0].text);
    (rewritten.collect(), sorted.waiting)
}

#[derive(Debug, Default)]
struct Sorted {
    made: Vec<usize>,
    /// The steps that another one does by the way: it replaces the same path and more.
    covered: BTreeSet<usize>,
    /// The steps that have to wait, because another one replaces the same bytes.
    waiting: Vec<usize>,
}

impl Sorted {
    /// Of two steps that replace the same bytes, the one that replaces more goes first.
    fn of(steps: &[Step], chosen: &[usize]) -> Self {
        let length = |index: &usize| -> usize {
            let texts = steps[*index].text_edits();
            texts.map(|(_, edit)| edit.end - edit.start).sum()
        };
        let mut order = chosen.to_vec();
        // Another name at the canonical path is at the canonical path as well.
        let only_path = |index: &usize| {
            matches!(
                steps[*index].finding.rule,
                Rule::OldPath | Rule::ImportedByAnotherPath
            )
        };
        order.sort_by_key(|index| (usize::MAX - length(index), only_path(index), *index));
        let mut taken: BTreeMap<FileId, BTreeMap<usize, &TextEdit>> = BTreeMap::new();
        let mut sorted = Self::default();
        for index in order {
            let texts: Vec<_> = steps[index].text_edits().collect();
            let clashing = |(file, edit): &(FileId, &TextEdit)| {
                let taken = taken.get(file)?;
                let mut before = taken.range(..edit.end.max(edit.start + 1)).rev();
                let (_, known) = before.next()?;
                (known.end > edit.start && *known != *edit).then_some(*known)
            };
            let clashes: Vec<_> = texts.iter().filter_map(clashing).zip(&texts).collect();
            let is_covered = |(known, (_, edit)): &(&TextEdit, &(FileId, &TextEdit))| {
                known.start == edit.start && edit.end <= known.end
            };
            if clashes.is_empty() {
                sorted.made.push(index);
                for (file, edit) in texts {
                    taken.entry(file).or_default().insert(edit.start, edit);
                }
            } else if clashes.len() == texts.len() && clashes.iter().all(is_covered) {
                sorted.covered.insert(index);
            } else {
                sorted.waiting.push(index);
            }
        }
        sorted
    }
}

fn new_text<'a>(scan: &Scan, file: FileId, edits: impl Iterator<Item = &'a Edit>) -> String {
    let source = &scan.files[file.0];
    let Some(uses) = source.uses() else {
        return source.text.clone();
    };
    let mut changes = Changes::default();
    let mut globs = BTreeMap::new();
    let (mut needs, mut texts) = (BTreeSet::new(), BTreeSet::new());
    for edit in edits {
        match edit {
            Edit::Text(edit) => {
                texts.insert(edit.clone());
            }
            Edit::Import { name, path } => {
                changes.paths.insert(*name, path.clone());
            }
            Edit::Glob { star, path, brings } => {
                changes.besides.insert((*star, path.clone()));
                let leaf = uses.leaf_at(*star);
                let glob = globs.entry(*star).or_insert_with(|| Glob {
                    of: leaf.map_or_else(String::new, |leaf| leaf.path()),
                    paths: BTreeSet::new(),
                    brings: brings.clone(),
                });
                glob.paths.insert(path.clone());
            }
            Edit::Need { module, path } => {
                needs.insert((*module, path.clone()));
            }
        }
    }
    let globs = globs.into_values().collect();
    let unused = Unused::new(scan, file, uses, &texts, globs);
    texts.extend(changes.edits(uses));
    texts.extend(use_tree::needed(source, uses, &needs));
    unused.removed_from(applied(&source.text, &texts))
}
