//! What a `use` imports, with other paths: in the place of the old ones where the group around allows it, and in a `use` of
//! its own otherwise.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::order::{self, Place};
use super::{applied, indentation, line_end};
use crate::migrate::TextEdit;
use crate::migrate::uses::{Element, Tail, UseItem, Uses};

/// The new path of each name, by the name's first byte.
pub(super) type Paths = BTreeMap<usize, String>;
/// What is known of each `*`, by the byte of it.
pub(super) type Globs = BTreeMap<usize, Glob>;

/// All of a module that is imported.
#[derive(Debug)]
pub(super) struct Glob {
    /// The path of the module, as it is written.
    pub(super) of: String,
    /// What to import beside it.
    pub(super) paths: BTreeSet<String>,
    /// The names that it brings, if it can go without them.
    pub(super) brings: Option<Vec<String>>,
}

/// The edits of all `use` items.
pub(super) fn edits(uses: &Uses<'_>, paths: &Paths, globs: &Globs) -> Vec<TextEdit> {
    let mut edits = Vec::new();
    for item in &uses.items {
        let inside = |byte: &usize| item.tree.range.contains(byte);
        if paths.keys().chain(globs.keys()).any(inside) {
            let mut change = Change {
                uses,
                paths,
                item,
                edits: Vec::new(),
                beside: Vec::new(),
            };
            change.make();
            for (_, glob) in globs.iter().filter(|(star, _)| inside(star)) {
                change
                    .beside
                    .extend(glob.paths.iter().map(|path| Tree::new(path)));
            }
            change.add_beside();
            edits.append(&mut change.edits);
        }
    }
    edits
}

/// What a `use` of its own imports, with the comments of what it replaces.
#[derive(Clone, Debug)]
struct Tree {
    text: String,
    comments: Vec<String>,
}

impl Tree {
    fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            comments: Vec::new(),
        }
    }
}

/// What becomes of an element.
enum Outcome {
    /// It stays where it is, perhaps with edits inside.
    Stays,
    /// Its bytes up to `end` become `new`, and with those behind it is `whole` then.
    Becomes {
        end: usize,
        new: String,
        whole: String,
        /// The comments in the bytes that are replaced.
        comments: Vec<String>,
    },
    /// It goes, and this is imported instead.
    Goes(Vec<Tree>),
}

struct Change<'a> {
    uses: &'a Uses<'a>,
    paths: &'a Paths,
    item: &'a UseItem,
    edits: Vec<TextEdit>,
    beside: Vec<Tree>,
}

impl Change<'_> {
    fn make(&mut self) {
        let tree = &self.item.tree;
        match self.element(tree, "") {
            Outcome::Stays => {}
            Outcome::Becomes {
                end, new, comments, ..
            } => self.replace(tree.range.start..end, new, &comments),
            Outcome::Goes(trees) => {
                let mut trees = trees.into_iter();
                if let Some(first) = trees.next() {
                    let text = first.text.clone();
                    self.replace(tree.range.clone(), text, &first.comments);
                }
                self.beside.extend(trees);
            }
        }
        self.move_to_its_place();
    }

    /// Takes the whole item to where it belongs, if the imports around are sorted and would not be any more.
    fn move_to_its_place(&mut self) {
        let (uses, item) = (self.uses, self.item);
        let inside = |edit: &TextEdit| {
            item.tree.range.start <= edit.start && edit.end <= item.tree.range.end
        };
        let edits: BTreeSet<_> = self
            .edits
            .iter()
            .filter(|edit| inside(edit))
            .cloned()
            .collect();
        let text = applied(uses.text, &edits);
        let grown = text.len() + item.tree.range.end - uses.text.len();
        let tree = &text[item.tree.range.start..grown];
        let line = uses.text[item.end..].split('\n').next().unwrap_or_default();
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
        self.cut(item.before.start..item.end);
        let before = &uses.text[item.before.clone()];
        let added = format!("{before}use {written};");
        self.add_line(&added, &written);
    }

    /// Changes an element in a group whose names have `prefix` in front of them.
    fn element(&mut self, element: &Element, prefix: &str) -> Outcome {
        let target = element.segments.iter().enumerate();
        let mut target =
            target.filter_map(|(index, name)| Some((index, name, self.paths.get(&name.start)?)));
        if let Some((index, name, path)) = target.next() {
            let is_last = index + 1 == element.segments.len();
            let (end, tail) = self.renamed(element, name, path, is_last);
            let mut comments = self.comments(element.range.start..end);
            let rest = &self.uses.text[end..element.range.end];
            if let Some(path) = below(path, prefix) {
                return Outcome::Becomes {
                    end,
                    new: format!("{path}{tail}"),
                    whole: format!("{path}{tail}{rest}"),
                    comments,
                };
            }
            let comma = element.comma.as_ref();
            let behind = comma.map_or(element.range.end, |comma| comma.end);
            comments.extend(self.comments(element.range.end..behind));
            let text = format!("{path}{tail}{rest}");
            return Outcome::Goes(vec![Tree { text, comments }]);
        }
        match &element.tail {
            Tail::Group(braces, elements) => self.group(element, prefix, braces, elements),
            _ => Outcome::Stays,
        }
    }

    fn group(
        &mut self,
        element: &Element,
        prefix: &str,
        braces: &Range<usize>,
        elements: &[Element],
    ) -> Outcome {
        if let Some(new) = self.common(elements) {
            let start = element.range.start;
            let last = element.segments.last();
            if let Some((new, last)) = below(&new, prefix).zip(last) {
                self.replace(start..last.end, new.to_owned(), &[]);
                return Outcome::Stays;
            }
        }
        let inner = self.inner_prefix(element, prefix);
        let outcomes = elements.iter().map(|element| self.element(element, &inner));
        let outcomes: Vec<_> = outcomes.collect();
        let (goes, moved) = self.in_order(elements, &outcomes);
        let trees = outcomes.into_iter().filter_map(|outcome| match outcome {
            Outcome::Goes(trees) => Some(trees),
            _ => None,
        });
        let mut trees: Vec<_> = trees.flatten().collect();
        if !goes.contains(&true) {
            return Outcome::Stays;
        }
        if moved.is_empty() && !goes.contains(&false) {
            // What stands in the text of one is written with it.
            let comments = self.comments(element.range.clone());
            let mut comments = comments.into_iter();
            let is_written =
                |comment: &String| trees.iter().any(|tree| tree.text.contains(comment));
            let comments: Vec<_> = comments.by_ref().filter(|one| !is_written(one)).collect();
            for tree in &mut trees {
                tree.comments.clear();
            }
            trees[0].comments = comments;
            if let [tree] = trees.as_slice()
                && let Some(path) = below(&tree.text, prefix)
            {
                self.replace(element.range.clone(), path.to_owned(), &tree.comments);
                return Outcome::Stays;
            }
            return Outcome::Goes(trees);
        }
        self.take_out(braces, elements, &goes, moved.is_empty());
        self.beside.extend(trees);
        Outcome::Stays
    }

    /// Replaces what becomes something else in its group: where it stands, or where it belongs if the group is sorted.
    /// Which elements go from where they stand, and which of them stand elsewhere then.
    fn in_order(&mut self, elements: &[Element], outcomes: &[Outcome]) -> (Vec<bool>, Vec<usize>) {
        let mut goes: Vec<_> = outcomes
            .iter()
            .map(|outcome| matches!(outcome, Outcome::Goes(_)))
            .collect();
        let staying = outcomes.iter().zip(elements);
        let staying = staying.filter(|(outcome, _)| matches!(outcome, Outcome::Stays));
        let staying: Vec<_> = staying.map(|(_, element)| element).collect();
        let becoming = outcomes.iter().map(|outcome| match outcome {
            Outcome::Becomes { whole, .. } => Some(whole.as_str()),
            _ => None,
        });
        let becoming: Vec<_> = becoming.collect();
        let unsorted = order::is_left(self.uses.text, elements, &becoming) && !staying.is_empty();
        let mut moved = Vec::new();
        for (index, outcome) in outcomes.iter().enumerate() {
            let Outcome::Becomes {
                end,
                new,
                whole,
                comments,
            } = outcome
            else {
                continue;
            };
            // A comment stays where somebody has written it.
            let element = &elements[index];
            let behind = element.comma.as_ref();
            let behind = behind.map_or(element.range.end, |comma| comma.end);
            let is_commented = !self.comments(element.range.start..behind).is_empty();
            if unsorted && !is_commented {
                goes[index] = true;
                moved.push(index);
                self.insert(&staying, whole);
            } else {
                self.replace(element.range.start..*end, new.clone(), comments);
            }
        }
        (goes, moved)
    }

    /// Adds a name to those that stay in a group.
    fn insert(&mut self, staying: &[&Element], new: &str) {
        let text = self.uses.text;
        let ends = line_end(text);
        if let Some(next) = order::next(text, staying, new) {
            let start = next.range.start;
            let (at, added) = match indentation(text, start) {
                Some(indent) => (start - indent.len(), format!("{indent}{new},{ends}")),
                None => (start, format!("{new}, ")),
            };
            self.edits.push(edit(at..at, added));
        } else if let Some(last) = staying.last() {
            let (at, added) = match (&last.comma, indentation(text, last.range.start)) {
                (Some(comma), Some(indent)) => (comma.end, format!("{ends}{indent}{new},")),
                _ => (last.range.end, format!(", {new}")),
            };
            self.edits.push(edit(at..at, added));
        }
    }

    fn comments(&self, range: Range<usize>) -> Vec<String> {
        let comments = self.uses.comments(&range).into_iter();
        comments.map(str::to_owned).collect()
    }

    /// Up to where a name is replaced, and what stands behind its new path, so that it is called as it was.
    fn renamed(
        &self,
        element: &Element,
        name: &Range<usize>,
        path: &str,
        is_last: bool,
    ) -> (usize, String) {
        let leaf = path.rsplit("::").next().unwrap_or(path);
        let written = &self.uses.text[name.clone()];
        match &element.tail {
            Tail::Nothing if is_last && written != leaf => (name.end, format!(" as {written}")),
            Tail::Rename(rename, to) if is_last && &self.uses.text[to.clone()] == leaf => {
                (rename.end, String::new())
            }
            _ => (name.end, String::new()),
        }
    }

    fn inner_prefix(&self, element: &Element, prefix: &str) -> String {
        let mut inner = prefix.to_owned();
        for segment in &element.segments {
            if !inner.is_empty() || element.leading {
                inner.push_str("::");
            }
            inner.push_str(&self.uses.text[segment.clone()]);
        }
        inner
    }

    /// The path that all names of a group get, if all of them get one and are called as before.
    fn common(&self, elements: &[Element]) -> Option<String> {
        let mut prefixes = elements.iter().map(|element| {
            let [name] = element.segments.as_slice() else {
                return None;
            };
            let (module, leaf) = self.paths.get(&name.start)?.rsplit_once("::")?;
            (leaf == &self.uses.text[name.clone()]).then_some(module)
        });
        let first = prefixes.next()??;
        let same = prefixes.all(|prefix| prefix == Some(first));
        (same && elements.len() > 1).then(|| first.to_owned())
    }

    /// Takes elements out of a group in which others stay.
    fn take_out(
        &mut self,
        braces: &Range<usize>,
        elements: &[Element],
        goes: &[bool],
        may_stand_alone: bool,
    ) {
        let text = self.uses.text;
        let last_staying = goes.iter().rposition(|goes| !goes).unwrap_or_default();
        for (element, _) in elements.iter().zip(goes).filter(|(_, goes)| **goes) {
            let end = element
                .comma
                .as_ref()
                .map_or(element.range.end, |comma| comma.end);
            self.cut(element.range.start..end);
        }
        let end = elements.last().is_some_and(|last| last.comma.is_none());
        let staying = &elements[last_staying];
        let is_trailing = last_staying + 1 < elements.len();
        let gap = |range: Range<usize>| text[range].trim().is_empty();
        if is_trailing
            && end
            && let Some(comma) = &staying.comma
        {
            // Nothing stands behind it any more, and it is no end of a line.
            let behind = elements[last_staying + 1].range.start;
            let space = if gap(comma.end..behind) {
                behind
            } else {
                comma.end
            };
            self.edits.push(edit(comma.start..space, String::new()));
        }
        let staying: Vec<_> = goes
            .iter()
            .zip(elements)
            .filter(|(goes, _)| !**goes)
            .collect();
        if may_stand_alone
            && let [(_, only)] = staying.as_slice()
            && self.uses.may_stand_alone(braces, only)
            && !self
                .edits
                .iter()
                .any(|edit| only.range.start <= edit.start && edit.end <= only.range.end)
        {
            self.edits
                .retain(|edit| edit.start < braces.start || edit.end > braces.end);
            self.edits
                .push(edit(braces.start..only.range.start, String::new()));
            self.edits
                .push(edit(only.range.end..braces.end, String::new()));
        }
    }

    /// Removes bytes, and the whole of their lines if nothing else stands in those.
    fn cut(&mut self, range: Range<usize>) {
        let text = self.uses.text;
        let behind = &text[range.end..];
        let line = behind.split('\n').next().unwrap_or_default();
        let alone = indentation(text, range.start)
            .filter(|_| line.trim().is_empty() && line.len() < behind.len());
        let range = if let Some(before) = alone {
            range.start - before.len()..range.end + line.len() + 1
        } else {
            let space = behind.len() - behind.trim_start_matches([' ', '\t']).len();
            range.start..range.end + space
        };
        self.edits.push(edit(range, String::new()));
    }

    fn replace(&mut self, range: Range<usize>, mut text: String, comments: &[String]) {
        for comment in comments {
            text.push(' ');
            text.push_str(comment);
            if comment.contains("//") {
                text.push_str(line_end(self.uses.text));
            }
        }
        // What was to happen inside is done with it.
        self.edits
            .retain(|edit| edit.start < range.start || edit.end > range.end);
        self.edits.push(edit(range, text));
    }

    /// Adds a `use` for everything that has gone, with the attributes and the visibility of this one.
    fn add_beside(&mut self) {
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
    fn add_line(&mut self, added: &str, tree: &str) {
        let text = self.uses.text;
        let ends = line_end(text);
        let start = self.item.before.start;
        let rest = text[self.item.end..].split('\n').next().unwrap_or_default();
        let rest = rest.trim_end_matches('\r');
        // A comment at the end of the line is about what stands in it.
        let alone = rest.trim().is_empty() || rest.trim_start().starts_with("//");
        let Some(indent) = indentation(text, start).filter(|_| alone) else {
            let between = if added.contains("//") { ends } else { " " };
            self.edits.push(edit(
                self.item.end..self.item.end,
                format!("{between}{added}"),
            ));
            return;
        };
        let (at, line) = match order::place(self.uses, self.item, tree) {
            Some(Place::Before(at)) => (at, format!("{indent}{added}{ends}")),
            Some(Place::Behind(at)) => (at, format!("{ends}{indent}{added}")),
            None => (self.item.end + rest.len(), format!("{ends}{indent}{added}")),
        };
        self.edits.push(edit(at..at, line));
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

/// A path as it is written behind a prefix.
fn below<'a>(path: &'a str, prefix: &str) -> Option<&'a str> {
    if prefix.is_empty() {
        return Some(path);
    }
    path.strip_prefix(prefix)?.strip_prefix("::")
}

fn edit(range: Range<usize>, text: String) -> TextEdit {
    TextEdit {
        start: range.start,
        end: range.end,
        text,
    }
}
