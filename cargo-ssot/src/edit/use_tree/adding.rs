//! Adds what a module needs: to a group, next to another import, or in front of a module's items.

use std::collections::BTreeSet;
use std::ops::Range;

use proc_macro2::Delimiter;

use super::lines::beside;
use super::order::{self, key};
use crate::files::MARK;
use crate::index::{ItemPath, skipped};
use crate::syntax::SourceFile;
use crate::syntax::text::{TextEdit, indentation, line_end, rest_of_line};
use crate::syntax::tokens::{Kind, behind};
use crate::syntax::uses::{Element, Tail, UseItem, Uses};

/// Adds a name to the elements of a group: where it belongs if they are sorted, else behind them.
fn in_group(text: &str, elements: &[Element], new: &str) -> TextEdit {
    let ends = line_end(text);
    let keys: Vec<_> = elements
        .iter()
        .map(|one| key(&text[one.range.clone()]))
        .collect();
    let slot = order::slot(&keys, &key(new));
    if let Some(next) = slot.and_then(|slot| elements.get(slot)) {
        let start = next.range.start;
        return match indentation(text, start) {
            Some(indent) => {
                TextEdit::insertion(start - indent.len(), format!("{indent}{new},{ends}"))
            }
            None => TextEdit::insertion(start, format!("{new}, ")),
        };
    }
    let last = &elements[elements.len() - 1];
    match (&last.comma, indentation(text, last.range.start)) {
        (Some(comma), Some(indent)) => {
            TextEdit::insertion(comma.end, format!("{ends}{indent}{new},"))
        }
        _ => TextEdit::insertion(last.range.end, format!(", {new}")),
    }
}

/// Adds each path to the imports of its module: to the group that imports from there already, next to the import that is
/// most like it, or in front of everything else.
pub(crate) fn needed(
    source: &SourceFile,
    uses: Uses<'_>,
    needs: &BTreeSet<(usize, String)>,
) -> Vec<TextEdit> {
    let mut edits: Vec<TextEdit> = Vec::new();
    for (module, path) in needs {
        if is_there(source, *module, path) {
            continue;
        }
        let new = added(source, uses, *module, path);
        // Edits at the same byte would be sorted by their texts.
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
        .unwrap_or((path, ItemPath::new(path).last()));
    let mut imports = source.facts.imports.iter();
    imports.any(|import| {
        import.at.module() == module && import.name == name && import.path.as_str() == path
    })
}

fn added(source: &SourceFile, uses: Uses<'_>, module: usize, path: &str) -> TextEdit {
    let (home, name) = path.rsplit_once("::").unwrap_or(("", path));
    let imports = source.facts.imports.iter();
    let own: Vec<&UseItem> = imports
        .filter(|import| import.at.module() == module && !import.at.in_macro)
        .filter_map(|import| uses.around(import.place.range().start))
        .filter(|item| item.before.is_empty())
        .collect();
    let mut parts = own.iter().flat_map(|item| uses.part(item).walk());
    let group = parts.find_map(|part| match &part.element.tail {
        Tail::Group(_, elements) if !elements.is_empty() && part.path() == home => Some(elements),
        _ => None,
    });
    if let Some(elements) = group {
        return in_group(uses.text, elements, name);
    }
    let alike = |item: &&&UseItem| alike(&uses.text[item.tree.range.clone()], path);
    match own.iter().rev().max_by_key(alike) {
        Some(item) => beside(uses, item, "", path),
        None => at_the_start(source, uses, module, path),
    }
}

/// How many leading segments two paths share.
fn alike(one: &str, other: &str) -> usize {
    let pairs = one.split("::").zip(other.split("::"));
    pairs.take_while(|(one, other)| one == other).count()
}

/// In front of the first item of a module, but after its own comments and attributes.
fn at_the_start(source: &SourceFile, uses: Uses<'_>, module: usize, path: &str) -> TextEdit {
    let ends = line_end(uses.text);
    let modules = &source.facts.modules;
    let mut module = module;
    while let Some(parent) = modules[module].parent.filter(|_| modules[module].block) {
        module = parent;
    }
    let place = modules[module].place.range();
    let at = behind_attributes(uses, &place);
    let end = |before: usize| uses.tokens[before].range.end;
    let start = at.checked_sub(1).map_or_else(|| skipped(uses.text), end);
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
    if uses.text[..start].trim_start_matches(MARK).is_empty() {
        return TextEdit::insertion(start, format!("use {path};{ends}{ends}"));
    }
    let rest = &uses.text[start..];
    let apart = rest.starts_with(&format!("{ends}{ends}"));
    let behind = if apart { "" } else { ends };
    TextEdit::insertion(start, format!("{ends}{ends}use {path};{behind}"))
}

/// The position of the first token of a module after its inner attributes.
fn behind_attributes(uses: Uses<'_>, place: &Range<usize>) -> usize {
    let tokens = uses.tokens;
    let kind = |at: usize| tokens.get(at).map(|token| token.kind);
    let open = tokens.iter().position(|token| {
        token.range.start >= place.start && token.kind == Kind::Open(Delimiter::Brace)
    });
    let mut at = open
        .filter(|_| !place.is_empty())
        .map_or(0, |open| open + 1);
    while kind(at) == Some(Kind::Sign('#')) && kind(at + 1) == Some(Kind::Sign('!')) {
        at = behind(uses.tokens, at + 2);
    }
    at
}

/// The length of a text up to the end of the last line with an inner doc comment.
fn behind_comments(text: &str) -> usize {
    text.match_indices("//!").last().map_or(0, |(comment, _)| {
        let line = &text[comment..];
        comment + line.find('\n').unwrap_or(line.len())
    })
}
