//! What a `use` imports, with other paths: in the place of the old ones where the group around allows it, and in a `use` of
//! its own otherwise.

mod lines;
mod members;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::syntax::text::{TextEdit, line_end};
use crate::syntax::uses::{Element, Tail, UseItem, Uses};

/// The new path of each name, by the name's first byte.
pub(super) type Paths = BTreeMap<usize, String>;
/// What is known of each `*`, by the byte of it.
pub(super) type Globs = BTreeMap<usize, Glob>;

/// All of a module that is imported.
#[derive(Debug)]
pub(super) struct Glob {
    /// The path of the module, as it is written.
    pub(super) of: String,
    pub(super) paths: BTreeSet<String>,
    /// The names that it brings, if it can go without them.
    pub(super) brings: Option<Vec<String>>,
}

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
            comments.extend(self.comments(element.range.end..element.with_comma().end));
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
        let inner = self.uses.behind_prefix(element, prefix);
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
        let alone = moved.is_empty();
        self.uses
            .take_out(braces, elements, &goes, alone, &mut self.edits);
        self.beside.extend(trees);
        Outcome::Stays
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
        let leaf = crate::index::ItemPath::new(path).last();
        let written = &self.uses.text[name.clone()];
        match &element.tail {
            Tail::Nothing if is_last && written != leaf => (name.end, format!(" as {written}")),
            Tail::Rename(rename, to) if is_last && &self.uses.text[to.clone()] == leaf => {
                (rename.end, String::new())
            }
            _ => (name.end, String::new()),
        }
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
        self.edits.push(TextEdit::new(range, text));
    }
}

/// A path as it is written behind a prefix.
fn below<'a>(path: &'a str, prefix: &str) -> Option<&'a str> {
    if prefix.is_empty() {
        return Some(path);
    }
    path.strip_prefix(prefix)?.strip_prefix("::")
}
