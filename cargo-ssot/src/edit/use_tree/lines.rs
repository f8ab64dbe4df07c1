//! Whole `use` items: where they stand, and where others are added.

use std::collections::BTreeMap;

use super::Tree;
use super::order::{self, Key, key};
use crate::files::MARK;
use crate::syntax::text::{TextEdit, cut, indentation, line_end, rest_of_line};
use crate::syntax::uses::{UseItem, Uses};

/// Makes an item import `tree`. The item moves if the imports around it are sorted and would not be any more.
pub(super) fn replaced(uses: Uses<'_>, item: &UseItem, tree: &str) -> Vec<TextEdit> {
    let text = uses.text;
    let line = rest_of_line(text, item.end);
    let above = text[..item.before.start].trim_end_matches([' ', '\t']);
    let above = above.strip_suffix('\n').unwrap_or(above);
    let above = above.rsplit('\n').next().unwrap_or_default().trim();
    // A comment above or behind an item is about it, and would not move with it.
    let is_commented = !line.trim().is_empty() || above.starts_with("//") || above.ends_with("*/");
    if is_commented
        || indentation(text, item.before.start).is_none()
        || stays_sorted(uses, item, tree)
    {
        return vec![TextEdit::new(item.tree.range.clone(), tree)];
    }
    let before = &text[item.before.clone()];
    vec![
        cut(text, item.before.start..item.end),
        beside(uses, item, before, tree),
    ]
}

/// Removes an item with its lines, and an empty line that would be left at the start or behind another.
pub(crate) fn removed(text: &str, item: &UseItem) -> TextEdit {
    let mut edit = cut(text, item.before.start..item.end);
    let above = &text[..edit.start];
    let is_first = above.trim_start_matches(MARK).is_empty()
        || above.ends_with("\n\n")
        || above.ends_with("\n\r\n");
    let rest = &text[edit.end..];
    let empty = ["\n", "\r\n"].into_iter().find(|end| rest.starts_with(end));
    edit.end += empty.filter(|_| is_first).map_or(0, str::len);
    edit
}

/// Adds `before` and a `use` of `tree`: where it belongs if the imports around an item are sorted, else behind the item.
pub(crate) fn beside(uses: Uses<'_>, item: &UseItem, before: &str, tree: &str) -> TextEdit {
    let (text, ends) = (uses.text, line_end(uses.text));
    let added = format!("{before}use {tree};");
    let rest = rest_of_line(text, item.end);
    // A comment at the end of the line is about this item.
    let alone = rest.trim().is_empty() || rest.trim_start().starts_with("//");
    let Some(indent) = indentation(text, item.before.start).filter(|_| alone) else {
        let between = if added.contains("//") { ends } else { " " };
        return TextEdit::insertion(item.end, format!("{between}{added}"));
    };
    let (block, keys) = block(uses, item);
    let slot = order::slot(&keys, &key(tree));
    let before = slot.and_then(|slot| block.get(slot)).and_then(|next| {
        let indent = indentation(text, next.before.start)?;
        Some(next.before.start - indent.len())
    });
    if let Some(at) = before {
        return TextEdit::insertion(at, format!("{indent}{added}{ends}"));
    }
    let last = block.last().filter(|_| slot == Some(block.len()));
    let last = last.map(|last| (last.end, rest_of_line(text, last.end)));
    let (end, rest) = last
        .filter(|(_, rest)| rest.trim().is_empty())
        .unwrap_or((item.end, rest));
    TextEdit::insertion(end + rest.len(), format!("{ends}{indent}{added}"))
}

/// Adds a `use` for each tree, with the attributes and the visibility of an item.
pub(super) fn all_beside(uses: Uses<'_>, item: &UseItem, trees: &[Tree]) -> Vec<TextEdit> {
    let ends = line_end(uses.text);
    let indent = indentation(uses.text, item.before.start).unwrap_or_default();
    // Comments about the item stay with it.
    let lines = uses.text[item.before.clone()].split_inclusive('\n');
    let before: String = lines
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let beside = |tree: Tree| {
        let comments = tree.comments.iter();
        let comments: String = comments
            .flat_map(|comment| [comment, ends, indent])
            .collect();
        beside(uses, item, &format!("{comments}{before}"), &tree.text)
    };
    merged(trees).into_iter().map(beside).collect()
}

/// Names of the same module share one `use`.
fn merged(trees: &[Tree]) -> Vec<Tree> {
    let mut merged: Vec<Tree> = Vec::new();
    let mut modules: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for tree in trees {
        let simple = !tree.text.contains('{') && tree.comments.is_empty();
        match tree.text.rsplit_once("::").filter(|_| simple) {
            Some((module, name)) => modules.entry(module).or_default().push(name),
            None => merged.push(tree.clone()),
        }
    }
    for (module, mut names) in modules {
        names.sort_unstable();
        names.dedup();
        let text = match names.as_slice() {
            [name] => format!("{module}::{name}"),
            names => format!("{module}::{{{}}}", names.join(", ")),
        };
        merged.push(Tree::new(&text));
    }
    merged
}

/// The items on adjacent lines around one, with their keys.
fn block<'a>(uses: Uses<'a>, item: &UseItem) -> (&'a [UseItem], Vec<Key>) {
    let together = |one: &UseItem, next: &UseItem| {
        let between = &uses.text[one.end..next.before.start];
        between.trim().is_empty() && between.matches('\n').count() == 1
    };
    let mut blocks = uses.items.chunk_by(together);
    let own = |block: &&[UseItem]| block.iter().any(|one| one.end == item.end);
    let block = blocks.find(own).unwrap_or_default();
    let keys = block
        .iter()
        .map(|one| key(&uses.text[one.tree.range.clone()]));
    (block, keys.collect())
}

/// Whether the imports around an item stay sorted if it imports `tree` instead, or are not sorted anyway.
fn stays_sorted(uses: Uses<'_>, item: &UseItem, tree: &str) -> bool {
    let (block, mut keys) = block(uses, item);
    let was_sorted = keys.is_sorted();
    if let Some(own) = block.iter().position(|one| one.end == item.end) {
        keys[own] = key(tree);
    }
    !was_sorted || keys.is_sorted()
}
