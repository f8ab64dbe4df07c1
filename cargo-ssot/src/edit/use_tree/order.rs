//! The order of imports, as `rustfmt` sorts them. Sorted imports stay sorted.

/// The sort key of a path: its segments.
pub(super) type Key = Vec<Segment>;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Segment {
    Own,
    Above,
    Crate,
    /// Names in small letters come first, and constants last.
    Name(Letters, String),
    Glob,
    Group,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Letters {
    Small,
    Mixed,
    Capital,
}

/// The key of a `use` tree, or of an element of a group.
pub(super) fn key(tree: &str) -> Key {
    let (path, group) = tree
        .split_once('{')
        .map_or((tree, None), |(path, _)| (path, Some(Segment::Group)));
    let words = path.split("::").flat_map(str::split_whitespace);
    words
        .filter(|word| *word != "as")
        .map(segment)
        .chain(group)
        .collect()
}

fn segment(name: &str) -> Segment {
    match name.strip_prefix("r#").unwrap_or(name) {
        "self" => Segment::Own,
        "super" => Segment::Above,
        "crate" => Segment::Crate,
        "*" => Segment::Glob,
        name => {
            let letters = if name.starts_with(char::is_lowercase) || name.starts_with('_') {
                Letters::Small
            } else if name.len() > 1 && !name.contains(char::is_lowercase) {
                Letters::Capital
            } else {
                Letters::Mixed
            };
            Segment::Name(letters, name.to_owned())
        }
    }
}

/// Where a new key belongs among sorted ones. `None` if they are not sorted.
pub(super) fn slot(known: &[Key], new: &Key) -> Option<usize> {
    known
        .is_sorted()
        .then(|| known.partition_point(|key| key <= new))
}
