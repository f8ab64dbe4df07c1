//! Imports that nothing needs any more.

mod mentions;

use std::collections::BTreeSet;

pub(super) use self::mentions::Mentions;
use super::groups::{Glob, Globs};
use crate::finding::FileId;
use crate::index::{ItemPath, Visibility};
use crate::resolve::{Item, Namespace, Resolution};
use crate::scan::Scan;
use crate::syntax::text::{TextEdit, applied, cut};
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
            let module = scan.crates.module(file, import.at.module());
            let resolution = scan
                .crates
                .resolve(module, ItemPath::new(name), Namespace::Types);
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
        text = without_name(&text, name, mentions).unwrap_or(text);
    }
    for glob in globs.values() {
        text = without_glob(&text, glob, mentions).unwrap_or(text);
    }
    text
}

fn without_name(text: &str, name: &str, mentions: &Mentions) -> Option<String> {
    let uses = Uses::of(text)?;
    let mut bound = uses
        .leaves()
        .into_iter()
        .filter(|(_, _, bound)| *bound == name);
    let (item, element, _) = bound.next()?;
    let only = bound.next().is_none();
    let from = uses.path_to(item, element.range.start);
    let from = from.trim_end_matches("::self").rsplit_once("::");
    let from = from.map_or("", |(from, _)| from);
    let goes = only
        && !item.passes_on
        && item.before.is_empty()
        && !mentions.of(&uses, name, &element.range, from);
    goes.then(|| removed(&uses, item, element))?
}

/// A `*` goes if the text mentions nothing of what it brings and is not imported besides.
fn without_glob(text: &str, glob: &Glob, mentions: &Mentions) -> Option<String> {
    let uses = Uses::of(text)?;
    let mut stars = uses.leaves().into_iter().filter(|(item, element, name)| {
        *name == "*" && uses.path_to(item, element.range.start) == glob.of
    });
    let (item, element, _) = stars.next()?;
    let only = stars.next().is_none();
    let is_imported = |name: &str| {
        let ends = [format!("::{name}"), format!(" as {name}")];
        let mut paths = glob.paths.iter();
        paths.any(|path| ends.iter().any(|end| path.ends_with(end)))
    };
    let mut brings = glob.brings.as_ref()?.iter();
    let mentioned =
        brings.any(|name| !is_imported(name) && mentions.of(&uses, name, &element.range, &glob.of));
    (only && !mentioned && !item.passes_on).then(|| removed(&uses, item, element))?
}

/// The text without one name of an item, and without what is empty then. `None` if a comment would go with it.
fn removed(uses: &Uses<'_>, item: &UseItem, element: &Element) -> Option<String> {
    let is_whole = |one: &Element| one.range == element.range;
    let edits = uses.without(item, &is_whole);
    let edits = edits.unwrap_or_else(|| vec![whole_lines(uses.text, item)]);
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

/// Removes an item with its lines, and an empty line that would be left at the start or behind another.
fn whole_lines(text: &str, item: &UseItem) -> TextEdit {
    let mut edit = cut(text, item.before.start..item.end);
    let above = &text[..edit.start];
    let is_first = above.trim_start_matches(crate::files::MARK).is_empty()
        || above.ends_with("\n\n")
        || above.ends_with("\n\r\n");
    let rest = &text[edit.end..];
    let empty = ["\n", "\r\n"].into_iter().find(|end| rest.starts_with(end));
    edit.end += empty.filter(|_| is_first).map_or(0, str::len);
    edit
}
