//! Adds imports: to a group, next to another import, or in front of a module's items.

use std::collections::BTreeSet;
use std::ops::Range;

use proc_macro2::Delimiter;

use super::order::{self, Place};
use crate::syntax::SourceFile;
use crate::syntax::text::{TextEdit, indentation, line_end, rest_of_line};
use crate::syntax::tokens::Kind;
use crate::syntax::uses::{Element, Tail, UseItem, Uses};

/// Adds `before` and a `use` of `tree`: where it belongs if the imports around an item are sorted, else behind the item.
pub(in crate::migrate) fn beside(
    uses: &Uses<'_>,
    item: &UseItem,
    before: &str,
    tree: &str,
) -> TextEdit {
    let (text, ends) = (uses.text, line_end(uses.text));
    let added = format!("{before}use {tree};");
    let rest = rest_of_line(text, item.end);
    // A comment at the end of the line is about what stands in it.
    let alone = rest.trim().is_empty() || rest.trim_start().starts_with("//");
    let Some(indent) = indentation(text, item.before.start).filter(|_| alone) else {
        let between = if added.contains("//") { ends } else { " " };
        return TextEdit::insertion(item.end, format!("{between}{added}"));
    };
    match order::place(uses, item, tree) {
        Some(Place::Before(at)) => TextEdit::insertion(at, format!("{indent}{added}{ends}")),
        Some(Place::Behind(at)) => TextEdit::insertion(at, format!("{ends}{indent}{added}")),
        None => TextEdit::insertion(item.end + rest.len(), format!("{ends}{indent}{added}")),
    }
}

/// Adds a name to the elements of a group: where it belongs if they are sorted, else behind them.
pub(super) fn in_group(text: &str, elements: &[&Element], new: &str) -> Option<TextEdit> {
    let ends = line_end(text);
    if let Some(next) = order::next(text, elements, new) {
        let start = next.range.start;
        return Some(match indentation(text, start) {
            Some(indent) => {
                TextEdit::insertion(start - indent.len(), format!("{indent}{new},{ends}"))
            }
            None => TextEdit::insertion(start, format!("{new}, ")),
        });
    }
    let last = elements.last()?;
    Some(match (&last.comma, indentation(text, last.range.start)) {
        (Some(comma), Some(indent)) => {
            TextEdit::insertion(comma.end, format!("{ends}{indent}{new},"))
        }
        _ => TextEdit::insertion(last.range.end, format!(", {new}")),
    })
}

/// Adds each path to the imports of its module: to the group that imports from there already, next to the import that is
/// most like it, or in front of everything else.
pub(super) fn needed(
    source: &SourceFile,
    uses: &Uses<'_>,
    needs: &BTreeSet<(usize, String)>,
) -> Vec<TextEdit> {
    let mut edits: Vec<TextEdit> = Vec::new();
    for (module, path) in needs {
        if is_there(source, *module, path) {
            continue;
        }
        let new = added(source, uses, *module, path);
        // Several at one place are one edit.
        match edits.iter_mut().find(|edit| edit.start == new.start) {
            Some(edit) => edit.text.push_str(&new.text),
            None => edits.push(new),
        }
    }
    edits
}

fn is_there(source: &SourceFile, module: usize, path: &str) -> bool {
    let (path, name) = path
        .split_once(" as ")
        .or_else(|| path.strip_suffix("::*").map(|path| (path, "*")))
        .unwrap_or((path, crate::index::ItemPath::new(path).last()));
    let mut imports = source.facts.imports.iter();
    imports.any(|import| {
        import.at.module() == module && import.name == name && import.path.as_str() == path
    })
}

fn added(source: &SourceFile, uses: &Uses<'_>, module: usize, path: &str) -> TextEdit {
    let (home, name) = path.rsplit_once("::").unwrap_or(("", path));
    let imports = source.facts.imports.iter();
    let own: Vec<&UseItem> = imports
        .filter(|import| import.at.module() == module && !import.at.in_macro)
        .filter_map(|import| uses.around(import.place.range().start))
        .filter(|item| item.before.is_empty())
        .collect();
    let mut groups = own
        .iter()
        .filter_map(|item| group_of(uses, &item.tree, "", home));
    if let Some(edit) = groups.find_map(|group| in_group(uses.text, &group, name)) {
        return edit;
    }
    let alike = |item: &&&UseItem| alike(&uses.text[item.tree.range.clone()], path);
    match own.iter().rev().max_by_key(alike) {
        Some(item) => beside(uses, item, "", path),
        None => at_the_start(source, uses, module, path),
    }
}

/// How many names two paths have in common.
fn alike(one: &str, other: &str) -> usize {
    let pairs = one.split("::").zip(other.split("::"));
    pairs.take_while(|(one, other)| one == other).count()
}

/// The elements of the group that imports from a module.
fn group_of<'a>(
    uses: &Uses<'_>,
    element: &'a Element,
    prefix: &str,
    module: &str,
) -> Option<Vec<&'a Element>> {
    let Tail::Group(_, elements) = &element.tail else {
        return None;
    };
    let inner = uses.behind_prefix(element, prefix);
    if inner == module {
        return Some(elements.iter().collect());
    }
    let mut groups = elements.iter();
    groups.find_map(|element| group_of(uses, element, &inner, module))
}

/// In front of the first item of a module, behind what is said about the module itself.
fn at_the_start(source: &SourceFile, uses: &Uses<'_>, module: usize, path: &str) -> TextEdit {
    let ends = line_end(uses.text);
    let modules = &source.facts.modules;
    let mut module = module;
    while let Some(parent) = modules[module].parent.filter(|_| modules[module].block) {
        module = parent;
    }
    let place = modules[module].place.range();
    let at = behind_attributes(uses, &place);
    let end = |before: usize| uses.tokens[before].range.end;
    let start = at
        .checked_sub(1)
        .map_or_else(|| crate::index::skipped(uses.text), end);
    let first = uses.tokens.get(at).map(|token| token.range.start);
    let between = &uses.text[start..first.unwrap_or(uses.text.len())];
    let start = start + behind_comments(between);
    let line = rest_of_line(uses.text, start);
    let start = start
        + if line.trim().is_empty() {
            line.len()
        } else {
            0
        };
    if !place.is_empty() {
        let indent = first.and_then(|first| indentation(uses.text, first));
        return TextEdit::insertion(
            start,
            format!("{ends}{}use {path};{ends}", indent.unwrap_or("    ")),
        );
    }
    if uses.text[..start]
        .trim_start_matches(crate::files::MARK)
        .is_empty()
    {
        return TextEdit::insertion(start, format!("use {path};{ends}{ends}"));
    }
    let rest = &uses.text[start..];
    let apart = rest.starts_with(&format!("{ends}{ends}"));
    let behind = if apart { "" } else { ends };
    TextEdit::insertion(start, format!("{ends}{ends}use {path};{behind}"))
}

/// The position of the first token of a module that belongs to no attribute of its own.
fn behind_attributes(uses: &Uses<'_>, place: &Range<usize>) -> usize {
    let tokens = &uses.tokens;
    let kind = |at: usize| tokens.get(at).map(|token| token.kind);
    let open = tokens.iter().position(|token| {
        token.range.start >= place.start && token.kind == Kind::Open(Delimiter::Brace)
    });
    let mut at = open
        .filter(|_| !place.is_empty())
        .map_or(0, |open| open + 1);
    while kind(at) == Some(Kind::Sign('#')) && kind(at + 1) == Some(Kind::Sign('!')) {
        at = uses.behind(at + 2);
    }
    at
}

/// How many bytes the comments of a module take that stand in front of everything, up to the end of the last line.
fn behind_comments(text: &str) -> usize {
    text.match_indices("//!").last().map_or(0, |(comment, _)| {
        let line = &text[comment..];
        comment + line.find('\n').unwrap_or(line.len())
    })
}
