//! Rewrites `use` items: gives names new paths, removes names, and adds imports.
//!
//! A new path replaces the old one in its group if it starts with the path of that group. Otherwise it moves to a separate
//! `use`. Everything else keeps its bytes, and comments are kept.

mod adding;
mod lines;
mod order;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use self::adding::needed;
pub(crate) use self::lines::{beside, removed};
use self::order::key;
use crate::syntax::text::{TextEdit, applied_within, comments, cut, line_end, rest_of_line};
use crate::syntax::uses::{Element, Part, Tail, UseItem, Uses};

/// The changes to the `use` items of a file.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// The new path of each name, by the name's first byte.
    pub(crate) paths: BTreeMap<usize, String>,
    /// The leaves to remove, by their first bytes.
    pub(crate) gone: BTreeSet<usize>,
    /// Paths to import in addition, each with a byte of the item to add it beside.
    pub(crate) besides: BTreeSet<(usize, String)>,
}

/// The tree of a new `use` item, with the comments of the imports that it replaces.
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

impl Changes {
    /// The edits for all items of a file.
    pub(crate) fn edits(&self, uses: Uses<'_>) -> Vec<TextEdit> {
        let mut edits = Vec::new();
        for item in uses.items {
            let range = &item.tree.range;
            let besides = self.besides.iter();
            let besides = besides.filter(|(byte, _)| range.contains(byte));
            let mut trees: Vec<_> = besides.map(|(_, path)| Tree::new(path)).collect();
            let mut bytes = self.paths.keys().chain(&self.gone);
            if bytes.any(|byte| range.contains(byte)) {
                let (tree, others) = self.rewrite(uses, item);
                trees.extend(others);
                match tree {
                    Some(tree) => edits.extend(lines::replaced(uses, item, &tree)),
                    None => edits.push(removed(uses.text, item)),
                }
            }
            edits.extend(lines::all_beside(uses, item, &trees));
        }
        edits
    }

    /// The new tree of an item. `None` if all of its imports are removed.
    pub(crate) fn left_of(&self, uses: Uses<'_>, item: &UseItem) -> Option<String> {
        self.rewrite(uses, item).0
    }

    /// The new tree of an item, and the trees of the items to add beside it.
    fn rewrite(&self, uses: Uses<'_>, item: &UseItem) -> (Option<String>, Vec<Tree>) {
        let mut rewriter = Rewriter {
            text: uses.text,
            changes: self,
            beside: Vec::new(),
        };
        let tree = match rewriter.part(&uses.part(item), "") {
            Outcome::Stays(tree) => Some(tree),
            Outcome::Goes(trees) => {
                let mut trees = trees.into_iter();
                let first = trees.next();
                rewriter.beside.extend(trees);
                first.map(|first| rewriter.commented(&first.text, &first.comments))
            }
        };
        (tree, rewriter.beside)
    }
}

enum Outcome {
    /// It stays in its group, with this text.
    Stays(String),
    /// It leaves its group, and separate items import this instead.
    Goes(Vec<Tree>),
}

struct Rewriter<'a> {
    text: &'a str,
    changes: &'a Changes,
    beside: Vec<Tree>,
}

impl Rewriter<'_> {
    /// Rewrites a part of a group whose path is `prefix`.
    fn part(&mut self, part: &Part<'_>, prefix: &str) -> Outcome {
        let (text, element) = (self.text, part.element);
        let Some((path, end)) = self.new_path(element) else {
            return match &element.tail {
                Tail::Group(_, elements) => self.group(part, elements, prefix),
                _ if self.changes.gone.contains(&element.range.start) => Outcome::Goes(Vec::new()),
                _ => Outcome::Stays(text[element.range.clone()].to_owned()),
            };
        };
        let rest = &text[end..element.range.end];
        let mut comments = self.comments(element.range.start..end);
        if let Some(path) = below(&path, prefix) {
            return Outcome::Stays(self.commented(path, &comments) + rest);
        }
        comments.extend(self.comments(element.range.end..element.with_comma().end));
        let text = format!("{path}{rest}");
        Outcome::Goes(vec![Tree { text, comments }])
    }

    /// The new path of an element, and the end of the bytes that it replaces. The name that is bound stays the same.
    fn new_path(&self, element: &Element) -> Option<(String, usize)> {
        let (name, path) = element
            .segments
            .iter()
            .find_map(|name| Some((name, self.changes.paths.get(&name.start)?)))?;
        let leaf = crate::index::ItemPath::new(path).last();
        let written = &self.text[name.clone()];
        let is_last = element.segments.last() == Some(name);
        Some(match &element.tail {
            Tail::Nothing if is_last && written != leaf => {
                (format!("{path} as {written}"), name.end)
            }
            Tail::Rename(rename, to) if is_last && &self.text[to.clone()] == leaf => {
                (path.clone(), rename.end)
            }
            _ => (path.clone(), name.end),
        })
    }

    fn group(&mut self, part: &Part<'_>, elements: &[Element], prefix: &str) -> Outcome {
        let element = part.element;
        if let Some(home) = self.common_home(elements)
            && let Some((home, last)) = below(&home, prefix).zip(element.segments.last())
        {
            let comments = self.comments(element.range.start..last.end);
            let group = &self.text[last.end..element.range.end];
            return Outcome::Stays(self.commented(home, &comments) + group);
        }
        let inner = part.path();
        let mut trees = Vec::new();
        let mut new = Vec::new();
        for part in part.inner() {
            new.push(match self.part(&part, &inner) {
                Outcome::Stays(text) => Some(text),
                Outcome::Goes(gone) => {
                    trees.extend(gone);
                    None
                }
            });
        }
        if elements.is_empty() || new.iter().any(Option::is_some) {
            self.beside.extend(trees);
            return Outcome::Stays(self.with_elements(element, elements, &new));
        }
        // The text of a tree has some of the comments already.
        let mut comments = self.comments(element.range.clone());
        comments.retain(|comment| !trees.iter().any(|tree| tree.text.contains(comment)));
        for tree in &mut trees {
            tree.comments = std::mem::take(&mut comments);
        }
        if let [tree] = trees.as_slice()
            && let Some(path) = below(&tree.text, prefix)
        {
            return Outcome::Stays(self.commented(path, &tree.comments));
        }
        Outcome::Goes(trees)
    }

    /// The new home of a whole group: all its names move there and are called as before.
    fn common_home(&self, elements: &[Element]) -> Option<String> {
        let mut homes = elements.iter().map(|element| {
            let [name] = element.segments.as_slice() else {
                return None;
            };
            let (home, leaf) = self.changes.paths.get(&name.start)?.rsplit_once("::")?;
            (leaf == &self.text[name.clone()]).then_some(home)
        });
        let first = homes.next()??;
        let same = homes.all(|home| home == Some(first));
        (same && elements.len() > 1).then(|| first.to_owned())
    }

    /// A group with the new texts of its elements. `None` removes an element, and a single one left loses its braces.
    fn with_elements(
        &self,
        group: &Element,
        elements: &[Element],
        new: &[Option<String>],
    ) -> String {
        let text = self.text;
        let staying = elements.iter().zip(new);
        let staying = staying.filter_map(|(element, new)| Some((element, new.as_deref()?)));
        let staying: Vec<_> = staying.collect();
        if let [(only, new)] = staying.as_slice()
            && elements.len() > 1
            && let Some(alone) = self.alone(group, only, new)
        {
            return alone;
        }
        let is_sorted = elements.is_sorted_by_key(|one| key(&text[one.range.clone()]));
        let sorted = self.sorted(group, &staying).filter(|_| is_sorted);
        let mut written = sorted
            .unwrap_or_else(|| staying.iter().map(|(_, new)| *new).collect())
            .into_iter();
        let mut edits = BTreeSet::new();
        for (element, new) in elements.iter().zip(new) {
            edits.insert(match new.as_ref().and_then(|_| written.next()) {
                Some(new) => TextEdit::new(element.range.clone(), new),
                None => cut(text, element.with_comma()),
            });
        }
        let last = new.iter().rposition(Option::is_some);
        edits.extend(last.and_then(|last| self.comma_behind(elements, last)));
        applied_within(text, group.range.clone(), &edits)
    }

    /// The new texts of a sorted group in order, unless a comment stands among those that would change places, or all of them
    /// are new.
    fn sorted<'b>(
        &self,
        group: &Element,
        elements: &[(&Element, &'b str)],
    ) -> Option<Vec<&'b str>> {
        let mut sorted: Vec<_> = elements.iter().map(|(_, new)| *new).collect();
        sorted.sort_by_cached_key(|new| key(new));
        let moves = |at: &usize| sorted[*at] != elements[*at].1;
        let mut places = (0..sorted.len()).filter(moves);
        let first = elements[places.next()?].0;
        let last = elements[places.next_back()?].0.with_comma();
        let line = rest_of_line(self.text, last.end);
        let end = group.range.end.min(last.end + line.len());
        let as_it_was = |(one, new): &(&Element, &str)| *new == &self.text[one.range.clone()];
        let may =
            elements.iter().any(as_it_was) && self.comments(first.range.start..end).is_empty();
        may.then_some(sorted)
    }

    /// The single element left of a group, without the braces. They stay if it is `self` or has changed, and if there is a
    /// comment.
    fn alone(&self, group: &Element, only: &Element, new: &str) -> Option<String> {
        let Tail::Group(braces, _) = &group.tail else {
            return None;
        };
        let first = only.segments.first()?;
        let may = &self.text[first.clone()] != "self"
            && new == &self.text[only.range.clone()]
            && self.comments(braces.clone()).is_empty();
        may.then(|| format!("{}{new}", &self.text[group.range.start..braces.start]))
    }

    /// Removes what followed the last element that stays: its comma, unless the group ended with one, and the space behind.
    fn comma_behind(&self, elements: &[Element], last: usize) -> Option<TextEdit> {
        let next = elements.get(last + 1)?;
        let comma = elements[last].comma.as_ref()?;
        let gap = &self.text[comma.end..next.range.start];
        let is_on_line = !gap.contains('\n') && gap.trim().is_empty();
        let end = if is_on_line {
            next.range.start
        } else {
            comma.end
        };
        let ends_bare = elements.last()?.comma.is_none();
        let start = if ends_bare { comma.start } else { comma.end };
        Some(TextEdit::removal(start..end))
    }

    fn comments(&self, range: std::ops::Range<usize>) -> Vec<String> {
        let comments = comments(self.text, range).into_iter();
        comments
            .map(|comment| self.text[comment].to_owned())
            .collect()
    }

    /// A text followed by comments.
    fn commented(&self, text: &str, comments: &[String]) -> String {
        let mut commented = text.to_owned();
        for comment in comments {
            commented.push(' ');
            commented.push_str(comment);
            if comment.starts_with("//") {
                commented.push_str(line_end(self.text));
            }
        }
        commented
    }
}

/// The rest of a path that starts with a prefix.
fn below<'a>(path: &'a str, prefix: &str) -> Option<&'a str> {
    if prefix.is_empty() {
        return Some(path);
    }
    path.strip_prefix(prefix)?.strip_prefix("::")
}

#[cfg(test)]
mod tests {
    use super::Changes;
    use crate::syntax::uses::{Part, Read};

    fn without_capitals(text: &str) -> Option<String> {
        let read = Read::parse(text).expect("it is Rust");
        let uses = read.uses(text);
        let item = &uses.items[0];
        let is_capital = |part: &Part<'_>| {
            let name = part.binds();
            part.is_leaf() && name.len() > 1 && name.chars().all(char::is_uppercase)
        };
        let gone = uses.parts().filter(is_capital);
        let changes = Changes {
            gone: gone.map(|part| part.element.range.start).collect(),
            ..Changes::default()
        };
        let left = changes.left_of(uses, item)?;
        let range = item.tree.range.clone();
        Some(format!(
            "{}{left}{}",
            &text[..range.start],
            &text[range.end..]
        ))
    }

    #[test]
    fn a_sorted_group_stays_sorted_unless_a_comment_would_change_its_place() {
        for (text, new) in [
            ("{a, n, z}", "{a, c, n}"),
            ("{n, z}", "{c, n}"),
            (
                "{\n    a, // first\n    n,\n    z,\n}",
                "{\n    a, // first\n    c,\n    n,\n}",
            ),
            ("{a, n, /* why */ z}", "{a, n, /* why */ c}"),
            ("{z, n, a}", "{c, n, a}"),
        ] {
            let text = format!("use {text};");
            let read = Read::parse(&text).expect("it is Rust");
            let changes = Changes {
                paths: [(text.find('z').expect("it is there"), "c".to_owned())].into(),
                ..Changes::default()
            };
            let left = changes.left_of(read.uses(&text), &read.uses(&text).items[0]);
            assert_eq!(
                left.as_deref().map(|left| left.replace(" as z", "")),
                Some(new.to_owned())
            );
        }
    }

    #[test]
    fn what_stays_is_written_as_if_nothing_had_been_there() {
        for (text, left) in [
            ("use a::{B, CC, D};", "use a::{B, D};"),
            ("use a::{B, D, CC};", "use a::{B, D};"),
            ("use a::{B, D, CC,};", "use a::{B, D,};"),
            ("use a::{BB, C, D};", "use a::{C, D};"),
            ("use a::{BB, C};", "use a::C;"),
            ("use a::{self, BB};", "use a::{self};"),
            ("use a::{b::{CC, DD}, E};", "use a::E;"),
            ("use a::{b::{CC, D}, e::F};", "use a::{b::D, e::F};"),
            ("use a::{b::{CC, D}, EE};", "use a::{b::D};"),
            (
                "use a::{\n    B,\n    CC,\n    D,\n};",
                "use a::{\n    B,\n    D,\n};",
            ),
            (
                "use a::{\n    B, // why\n    D,\n    CC\n};",
                "use a::{\n    B, // why\n    D\n};",
            ),
        ] {
            assert_eq!(without_capitals(text).as_deref(), Some(left), "{text}");
        }
        for text in ["use a::BB;", "use a::{BB, b::CC};", "use a::{b::{CC, DD}};"] {
            assert_eq!(without_capitals(text), None, "{text}");
        }
    }
}
