//! The order of imports: where those that stand together are sorted, they stay so.

use std::cmp::Ordering;

use crate::syntax::text::{indentation, rest_of_line};
use crate::syntax::uses::{Element, Tail, UseItem, Uses};

/// How a path is sorted, as `rustfmt` does it: by segments.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(Vec<Segment>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    Own,
    Above,
    Crate,
    /// Names in small letters come first, and constants last.
    Name(Letters, String),
    Glob,
    Group,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Letters {
    Small,
    Mixed,
    Capital,
}

impl Segment {
    fn of(name: &str) -> Self {
        let name = name.strip_prefix("r#").unwrap_or(name);
        match name {
            "self" => Self::Own,
            "super" => Self::Above,
            "crate" => Self::Crate,
            name => {
                let letters = if name.starts_with(char::is_lowercase) || name.starts_with('_') {
                    Letters::Small
                } else if name.len() > 1 && !name.contains(char::is_lowercase) {
                    Letters::Capital
                } else {
                    Letters::Mixed
                };
                Self::Name(letters, name.to_owned())
            }
        }
    }
}

impl Key {
    fn of(text: &str, element: &Element) -> Self {
        let segments = element.segments.iter();
        let mut key: Vec<_> = segments
            .map(|segment| Segment::of(&text[segment.clone()]))
            .collect();
        match &element.tail {
            Tail::Nothing => {}
            Tail::Rename(_, name) => key.push(Segment::of(&text[name.clone()])),
            Tail::Glob => key.push(Segment::Glob),
            Tail::Group(..) => key.push(Segment::Group),
        }
        Self(key)
    }

    /// Of what a `use` imports, as it is written.
    pub(super) fn written(tree: &str) -> Self {
        let text = format!("use {tree};");
        let uses = Uses::of(&text);
        let item = uses.as_ref().and_then(|uses| uses.items.first());
        item.map_or_else(|| Self(Vec::new()), |item| Self::of(&text, &item.tree))
    }
}

/// The items that stand together with one, one in each line, in their order, if they are sorted.
fn sorted_block<'a>(uses: &'a Uses<'_>, item: &UseItem) -> Option<Vec<(&'a UseItem, Key)>> {
    let own = uses
        .items
        .iter()
        .position(|other| other.tree.range == item.tree.range)?;
    let together = |one: &UseItem, next: &UseItem| {
        let between = &uses.text[one.end..next.before.start];
        between.trim().is_empty() && between.matches('\n').count() == 1
    };
    let mut first = own;
    while first > 0 && together(&uses.items[first - 1], &uses.items[first]) {
        first -= 1;
    }
    let mut last = own;
    while last + 1 < uses.items.len() && together(&uses.items[last], &uses.items[last + 1]) {
        last += 1;
    }
    let block: Vec<_> = uses.items[first..=last]
        .iter()
        .map(|item| (item, Key::of(uses.text, &item.tree)))
        .collect();
    block
        .is_sorted_by(|(_, one), (_, next)| one.cmp(next) != Ordering::Greater)
        .then_some(block)
}

/// Where a line goes that imports `tree`, so that the imports around an item stay sorted. `None` where they are not.
pub(super) fn place(uses: &Uses<'_>, item: &UseItem, tree: &str) -> Option<Place> {
    let block = sorted_block(uses, item)?;
    let key = Key::written(tree);
    if let Some((next, _)) = block.iter().find(|(_, other)| *other > key) {
        let indent = indentation(uses.text, next.before.start)?;
        return Some(Place::Before(next.before.start - indent.len()));
    }
    let (last, _) = block.last()?;
    let line = rest_of_line(uses.text, last.end);
    let at = last.end + line.len();
    line.trim().is_empty().then_some(Place::Behind(at))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// At this byte, the first one of a line.
    Before(usize),
    /// At this byte, the end of a line.
    Behind(usize),
}

/// Whether the imports around an item stay sorted if it imports `tree` instead.
pub(super) fn stays_sorted(uses: &Uses<'_>, item: &UseItem, tree: &str) -> bool {
    let Some(block) = sorted_block(uses, item) else {
        return true;
    };
    let keys = block.into_iter().map(|(other, key)| {
        if other.tree.range == item.tree.range {
            Key::written(tree)
        } else {
            key
        }
    });
    let keys: Vec<_> = keys.collect();
    keys.is_sorted()
}

/// Whether the elements of a group are sorted, and would not be any more with those in their places that are given.
pub(super) fn is_left(text: &str, elements: &[Element], becoming: &[Option<&str>]) -> bool {
    let old: Vec<_> = elements
        .iter()
        .map(|element| Key::of(text, element))
        .collect();
    let new = old.iter().zip(becoming).map(|(old, new)| match new {
        Some(new) => Key::written(new),
        None => old.clone(),
    });
    let new: Vec<_> = new.collect();
    old.is_sorted() && !new.is_sorted()
}

/// The first of some elements that belongs behind a new one, if they are sorted.
pub(super) fn next<'a>(text: &str, elements: &[&'a Element], new: &str) -> Option<&'a Element> {
    let key = Key::written(new);
    let keys: Vec<_> = elements
        .iter()
        .map(|element| Key::of(text, element))
        .collect();
    let at = keys.iter().position(|other| *other > key)?;
    keys.is_sorted().then(|| elements[at])
}
