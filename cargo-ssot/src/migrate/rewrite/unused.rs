//! Imports that nothing needs any more.

mod mentions;

use std::collections::BTreeSet;
use std::ops::Range;

pub(super) use self::mentions::Mentions;
use super::groups::Globs;
use crate::finding::FileId;
use crate::index::Visibility;

use crate::resolve::{Item, Namespace, Resolution};
use crate::scan::Scan;
use crate::syntax::text::{TextEdit, applied, indentation};
use crate::syntax::uses::{Element, UseItem, Uses};

/// The names in front of the replaced paths that the file has imported for itself, if nothing outside of it can use them
/// and they are not those of traits.
pub(super) fn left_by(
    scan: &Scan,
    file: FileId,
    uses: &Uses<'_>,
    edits: &BTreeSet<TextEdit>,
) -> BTreeSet<String> {
    let source = &scan.files[file.0];
    let words = uses.tokens.iter().filter(|token| {
        edits
            .iter()
            .any(|edit| edit.start <= token.range.start && token.range.end <= edit.end)
    });
    let names: BTreeSet<_> = words.filter_map(|token| token.word(uses.text)).collect();
    let names = names.into_iter().filter(|name| {
        let mut imports = source.facts.imports.iter();
        let imported = imports.find(|import| import.name == *name);
        imported.is_some_and(|import| {
            let module = scan.crates.module(file, import.at.module);
            let resolution = scan.crates.resolve(module, name, Namespace::Types);
            let known = match resolution {
                Some((Resolution::Module(_), _)) => true,
                Some((Resolution::Definition(of), _)) => {
                    matches!(scan.crates[of].item, Item::Type(_))
                }
                None => false,
            };
            // What a macro makes of an import that it is given, is not known.
            let given = source.facts.imports.iter();
            let given = given.filter(|import| import.at.in_macro);
            let mut given = given.map(|import| import.name.as_str());
            import.visibility == Visibility::Private
                && known
                && !given.any(|given| given == *name)
                && !mentions::is_used_elsewhere(scan, file, uses, name)
        })
    });
    names.map(str::to_owned).collect()
}

/// Keeps every `*` that brings something which is used where it is not seen in the file's own text.
pub(super) fn keep_used_elsewhere(scan: &Scan, file: FileId, uses: &Uses<'_>, globs: &mut Globs) {
    for glob in globs.values_mut() {
        let needed = |name: &String| mentions::is_used_elsewhere(scan, file, uses, name);
        if glob.brings.iter().flatten().any(needed) {
            glob.brings = None;
        }
    }
}

/// A text without the imports of names that nothing in it mentions.
pub(super) fn without(
    text: &str,
    names: &BTreeSet<String>,
    globs: &Globs,
    mentions: &Mentions,
) -> String {
    let mut text = text.to_owned();
    for name in names {
        if let Some(new) = without_name(&text, name, mentions) {
            text = new;
        }
    }
    for glob in globs.values() {
        let Some(brings) = &glob.brings else { continue };
        let imported = |name: &String| {
            glob.paths.iter().any(|path| {
                path.ends_with(&format!("::{name}")) || path.ends_with(&format!(" as {name}"))
            })
        };
        let needed: Vec<_> = brings.iter().filter(|name| !imported(name)).collect();
        if let Some(new) = without_glob(&text, &glob.of, &needed, mentions) {
            text = new;
        }
    }
    text
}

fn without_name(text: &str, name: &str, mentions: &Mentions) -> Option<String> {
    let uses = Uses::of(text)?;
    let leaves = uses.leaves();
    let mut bound = leaves.into_iter().filter(|(_, _, bound)| *bound == name);
    let (item, element, _) = bound.next()?;
    let only = bound.next().is_none();
    let from = uses.path_to(item, element.range.start);
    let from = from.trim_end_matches("::self").rsplit_once("::");
    let from = from.map_or("", |(from, _)| from);
    let mentioned = mentions.of(&uses, name, &element.range, from);
    (only && !mentioned && !item.passes_on && item.before.is_empty())
        .then(|| removed(&uses, item, element))?
}

/// All of a module is not imported any more, if nothing of what is left of that is mentioned.
fn without_glob(text: &str, of: &str, brings: &[&String], mentions: &Mentions) -> Option<String> {
    let uses = Uses::of(text)?;
    let mut globs = uses.leaves().into_iter().filter(|(item, element, name)| {
        *name == "*" && uses.path_to(item, element.range.start) == of
    });
    let (item, element, _) = globs.next()?;
    let only = globs.next().is_none();
    let mentioned = brings
        .iter()
        .any(|name| mentions.of(&uses, name, &element.range, of));
    (only && !mentioned && !item.passes_on).then(|| removed(&uses, item, element))?
}

/// The text without one name of an item, and without what is empty then. `None` if a comment would go with it.
fn removed(uses: &Uses<'_>, item: &UseItem, element: &Element) -> Option<String> {
    let is_whole = |one: &Element| one.range == element.range;
    let edits = uses.without(item, &is_whole);
    let edits = edits.unwrap_or_else(|| vec![TextEdit::removal(whole_lines(uses.text, item))]);
    let behind_last = |edit: &TextEdit| {
        let tokens = uses.tokens.iter().map(|token| token.range.end);
        let before = tokens.take_while(|end| *end <= edit.start).last();
        // What ends a group goes with the comma in front of it.
        before
            .filter(|_| element.comma.is_none())
            .unwrap_or(edit.start)
    };
    let mut removed = edits.iter().map(|edit| behind_last(edit)..edit.end);
    let is_commented = removed.any(|range| !uses.comments(&range).is_empty());
    (!is_commented).then(|| applied(uses.text, &edits.into_iter().collect()))
}

/// The bytes of an item and of its lines, and an empty line that would be left at its place.
fn whole_lines(text: &str, item: &UseItem) -> Range<usize> {
    let range = item.before.start..item.end;
    let behind = &text[range.end..];
    let line = behind.split('\n').next().unwrap_or_default();
    let indent = indentation(text, range.start);
    let Some(indent) = indent.filter(|_| line.trim().is_empty()) else {
        return range;
    };
    let feed = usize::from(line.len() < behind.len());
    let (start, mut end) = (range.start - indent.len(), range.end + line.len() + feed);
    let above = &text[..start];
    let is_first = above.trim_start_matches(crate::files::MARK).is_empty()
        || above.ends_with("\n\n")
        || above.ends_with("\n\r\n");
    let rest = &text[end..];
    if is_first && rest.starts_with('\n') {
        end += 1;
    } else if is_first && rest.starts_with("\r\n") {
        end += 2;
    }
    start..end
}
