//! Whole lines: a `use` that goes elsewhere, and those that are added beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Change, Tree};

use crate::migrate::rewrite::order::{self, Place};
use crate::syntax::text::{TextEdit, applied, cut, indentation, line_end, rest_of_line};
use crate::syntax::uses::Uses;

impl Change<'_> {
    /// Takes the whole item to where it belongs, if the imports around are sorted and would not be any more.
    pub(super) fn move_to_its_place(&mut self) {
        let (uses, item) = (self.uses, self.item);
        let inside = |edit: &TextEdit| edit.is_within(&item.tree.range);
        let edits: BTreeSet<_> = self
            .edits
            .iter()
            .filter(|edit| inside(edit))
            .cloned()
            .collect();
        let text = applied(uses.text, &edits);
        let grown = text.len() + item.tree.range.end - uses.text.len();
        let tree = &text[item.tree.range.start..grown];
        let line = rest_of_line(uses.text, item.end);
        let above = uses.text[..item.before.start].trim_end_matches([' ', '\t']);
        let above = above.strip_suffix('\n').unwrap_or(above);
        let above = above.rsplit('\n').next().unwrap_or_default().trim();
        // A comment belongs to what stands at its place.
        let is_commented =
            !line.trim().is_empty() || above.starts_with("//") || above.ends_with("*/");
        let whole = indentation(uses.text, item.before.start);
        if is_commented || whole.is_none() || order::stays_sorted(uses, item, tree) {
            return;
        }
        let written = tree.to_owned();
        self.edits.retain(|edit| !inside(edit));
        self.edits.push(cut(uses.text, item.before.start..item.end));
        let before = &uses.text[item.before.clone()];
        let added = format!("{before}use {written};");
        self.add_line(&added, &written);
    }

    /// Adds a `use` for everything that has gone, with the attributes and the visibility of this one.
    pub(super) fn add_beside(&mut self) {
        let before = without_documentation(self.uses, &self.item.before);
        for tree in merged(&std::mem::take(&mut self.beside)) {
            let ends = line_end(self.uses.text);
            let indent = indentation(self.uses.text, self.item.before.start).unwrap_or_default();
            let mut added = String::new();
            for comment in &tree.comments {
                added.push_str(comment);
                added.push_str(ends);
                added.push_str(indent);
            }
            added.push_str(&before);
            added.push_str("use ");
            added.push_str(&tree.text);
            added.push(';');
            self.add_line(&added, &tree.text);
        }
    }

    /// Adds a `use` that imports `tree`: where it belongs if the imports around are sorted, else behind this one.
    pub(super) fn add_line(&mut self, added: &str, tree: &str) {
        let text = self.uses.text;
        let ends = line_end(text);
        let start = self.item.before.start;
        let rest = rest_of_line(text, self.item.end);
        // A comment at the end of the line is about what stands in it.
        let alone = rest.trim().is_empty() || rest.trim_start().starts_with("//");
        let Some(indent) = indentation(text, start).filter(|_| alone) else {
            let between = if added.contains("//") { ends } else { " " };
            let added = format!("{between}{added}");
            self.edits.push(TextEdit::insertion(self.item.end, added));
            return;
        };
        let (at, line) = match order::place(self.uses, self.item, tree) {
            Some(Place::Before(at)) => (at, format!("{indent}{added}{ends}")),
            Some(Place::Behind(at)) => (at, format!("{ends}{indent}{added}")),
            None => (self.item.end + rest.len(), format!("{ends}{indent}{added}")),
        };
        self.edits.push(TextEdit::insertion(at, line));
    }
}

/// Several names of one module become one `use`.
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

/// What stands in front of `use`, without what is written about the one there.
fn without_documentation(uses: &Uses<'_>, before: &Range<usize>) -> String {
    let text = &uses.text[before.clone()];
    let lines = text.split_inclusive('\n');
    let lines = lines.filter(|line| !line.trim_start().starts_with("//"));
    lines.collect()
}
