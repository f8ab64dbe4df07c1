//! Takes names out of an import.

use std::ops::Range;

use syn::{ItemUse, UseGroup, UseTree};

use super::syntax::Syntax;

/// What is left of an import.
pub(super) enum Rest {
    Nothing,
    /// All but these bytes.
    AllBut(Vec<Range<usize>>),
}

/// The import without the names that stand at these places.
pub(super) fn without(syntax: &Syntax<'_>, import: &ItemUse, names: &[Range<usize>]) -> Rest {
    rest(syntax, &import.tree, names)
}

fn rest(syntax: &Syntax<'_>, tree: &UseTree, names: &[Range<usize>]) -> Rest {
    match tree {
        UseTree::Path(path) => rest(syntax, &path.tree, names),
        UseTree::Group(group) => of_group(syntax, group, names),
        UseTree::Name(_) | UseTree::Rename(_) | UseTree::Glob(_) => {
            let range = syntax.range(tree);
            if names.iter().any(|name| name.start == range.start) {
                Rest::Nothing
            } else {
                Rest::AllBut(Vec::new())
            }
        }
    }
}

fn of_group(syntax: &Syntax<'_>, group: &UseGroup, names: &[Range<usize>]) -> Rest {
    let mut removed = Vec::new();
    let mut inner = Vec::new();
    let ranges: Vec<_> = group.items.iter().map(|tree| syntax.range(tree)).collect();
    for (index, tree) in group.items.iter().enumerate() {
        match rest(syntax, tree, names) {
            Rest::Nothing => removed.push(index),
            Rest::AllBut(ranges) => inner.extend(ranges),
        }
    }
    if removed.len() == ranges.len() {
        return Rest::Nothing;
    }
    let kept: Vec<_> = (0..ranges.len())
        .filter(|index| !removed.contains(index))
        .collect();
    if let ([only], false, true) = (kept.as_slice(), removed.is_empty(), inner.is_empty())
        && stands_alone(syntax, group, *only)
    {
        let braces = syntax.range(group);
        let only = &ranges[*only];
        return Rest::AllBut(vec![braces.start..only.start, only.end..braces.end]);
    }
    let last = kept.last().copied().unwrap_or_default();
    for index in removed.iter().copied().filter(|index| *index < last) {
        inner.push(ranges[index].start..ranges[index + 1].start);
    }
    // A comma behind the last one stays as it is.
    if let Some(end) = ranges.last().filter(|_| last + 1 < ranges.len()) {
        inner.push(ranges[last].end..end.end);
    }
    Rest::AllBut(inner)
}

/// Whether one of a group can do without its braces, and without a comment in them being lost.
fn stands_alone(syntax: &Syntax<'_>, group: &UseGroup, index: usize) -> bool {
    let text = syntax.text_of(group);
    let is_self = match &group.items[index] {
        UseTree::Name(name) => name.ident == "self",
        UseTree::Rename(rename) => rename.ident == "self",
        _ => false,
    };
    !is_self && !text.contains("//") && !text.contains("/*")
}
