//! Whole lines: a `use` that goes elsewhere, and those that are added beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Change, Tree};

use crate::migrate::rewrite::{adding, order};
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
        self.edits
            .push(adding::beside(uses, item, before, &written));
    }

    /// Adds a `use` for everything that has gone, with the attributes and the visibility of this one.
    pub(super) fn add_beside(&mut self) {
        let before = without_documentation(self.uses, &self.item.before);
        for tree in merged(&std::mem::take(&mut self.beside)) {
            let ends = line_end(self.uses.text);
            let indent = indentation(self.uses.text, self.item.before.start).unwrap_or_default();
            let comments = tree.comments.iter();
            let comments: String = comments
                .flat_map(|comment| [comment, ends, indent])
                .collect();
            let before = format!("{comments}{before}");
            let added = adding::beside(self.uses, self.item, &before, &tree.text);
            self.edits.push(added);
        }
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
