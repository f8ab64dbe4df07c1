//! From edits to texts.

mod groups;
mod needs;
mod order;
mod unused;

use std::collections::{BTreeMap, BTreeSet};

use super::uses::Uses;
use super::{Action, Edit, Rewritten, Step, TextEdit};
use crate::finding::FileId;
use crate::scan::Scan;

/// The new texts of all files that the chosen steps change, sorted by file, and the steps that have to wait for another run,
/// because they change what another step changes too.
#[must_use]
pub fn rewritten(scan: &Scan, steps: &[Step], chosen: &[usize]) -> (Vec<Rewritten>, Vec<usize>) {
    let (chosen, waiting) = without_overlaps(steps, chosen);
    let mut of_files: BTreeMap<FileId, Vec<(usize, &Edit)>> = BTreeMap::new();
    for index in chosen {
        if let Action::Change(alterations) = &steps[index].action {
            for alteration in alterations {
                let edits = of_files.entry(alteration.file).or_default();
                edits.push((index, &alteration.edit));
            }
        }
    }
    let rewritten = of_files.into_iter().map(|(file, edits)| Rewritten {
        file,
        text: new_text(scan, file, edits.iter().map(|(_, edit)| *edit)),
        steps: edits
            .iter()
            .map(|(index, _)| *index)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
    });
    let rewritten = rewritten.filter(|new| new.text != scan.files[new.file.0].text);
    (rewritten.collect(), waiting)
}

/// The steps none of whose bytes are those of another one, and those that have to wait. Of two, the first one goes first.
fn without_overlaps(steps: &[Step], chosen: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let mut taken: BTreeMap<FileId, BTreeMap<usize, (usize, &TextEdit)>> = BTreeMap::new();
    let (mut first, mut waiting) = (Vec::new(), Vec::new());
    for index in chosen {
        let Action::Change(alterations) = &steps[*index].action else {
            continue;
        };
        let texts = || {
            alterations
                .iter()
                .filter_map(|alteration| match &alteration.edit {
                    Edit::Text(edit) => Some((alteration.file, edit)),
                    _ => None,
                })
        };
        let clashes = texts().any(|(file, edit)| {
            let taken = taken.entry(file).or_default();
            let before = taken.range(..edit.end.max(edit.start + 1)).next_back();
            before.is_some_and(|(_, (end, known))| *end > edit.start && *known != edit)
        });
        if clashes {
            waiting.push(*index);
            continue;
        }
        for (file, edit) in texts() {
            let taken = taken.entry(file).or_default();
            taken.insert(edit.start, (edit.end, edit));
        }
        first.push(*index);
    }
    (first, waiting)
}

/// The text of a file after edits.
fn new_text<'a>(scan: &Scan, file: FileId, edits: impl Iterator<Item = &'a Edit>) -> String {
    let source = &scan.files[file.0];
    let Some(uses) = Uses::of(&source.text) else {
        return source.text.clone();
    };
    let mut names = BTreeMap::new();
    let mut globs = BTreeMap::new();
    let (mut needs, mut texts) = (BTreeSet::new(), BTreeSet::new());
    for edit in edits {
        match edit {
            Edit::Text(edit) => {
                texts.insert(edit.clone());
            }
            Edit::Import { name, path } => {
                names.insert(*name, path.clone());
            }
            Edit::Glob { star, path, brings } => {
                let (paths, _) = globs
                    .entry(*star)
                    .or_insert_with(|| (BTreeSet::new(), brings.clone()));
                paths.insert(path.clone());
            }
            Edit::Need { module, path } => {
                needs.insert((*module, path.clone()));
            }
        }
    }
    let left = unused::left_by(scan, file, &uses, &texts);
    texts.extend(groups::edits(&uses, &names, &globs));
    texts.extend(needs::edits(source, &uses, &needs));
    let new = applied(&source.text, &texts);
    unused::without(&new, &left, &globs)
}

/// A text with edits that do not overlap.
fn applied(text: &str, edits: &BTreeSet<TextEdit>) -> String {
    let mut new = String::with_capacity(text.len());
    let mut end = 0;
    for edit in edits {
        // What is added where something goes, comes behind it; what is to go is gone already.
        if edit.start < end {
            if edit.start == edit.end {
                new.push_str(&edit.text);
            }
            continue;
        }
        new.push_str(&text[end..edit.start]);
        new.push_str(&edit.text);
        end = edit.end;
    }
    new.push_str(&text[end..]);
    new
}

/// What ends the lines of a text.
fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// What stands between the start of a line and a byte of it, if that is nothing but space.
fn indentation(text: &str, byte: usize) -> Option<&str> {
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    let before = text[start..byte].trim_start_matches(crate::source::MARK);
    before.trim().is_empty().then_some(before)
}
