//! Imports that nothing needs any more.

use std::collections::BTreeSet;
use std::ops::Range;

use super::applied;
use super::groups::Globs;
use proc_macro2::Delimiter;

use crate::facts::Visibility;
use crate::finding::FileId;
use crate::migrate::TextEdit;
use crate::migrate::uses::{Element, Tail, UseItem, Uses};
use crate::modules::{Item, Meaning, Namespace};
use crate::scan::Scan;
use crate::source::tokens::{self, Kind};

/// The names in front of the replaced paths that the file has imported for itself, if nothing outside of it can use them
/// and they are not those of traits.
pub(super) fn left_by(
    scan: &Scan,
    file: FileId,
    uses: &Uses<'_>,
    edits: &BTreeSet<TextEdit>,
) -> BTreeSet<String> {
    let source = &scan.files[file.0];
    let words = uses.tokens.iter().filter(|token| {
        edits
            .iter()
            .any(|edit| edit.start <= token.range.start && token.range.end <= edit.end)
    });
    let names: BTreeSet<_> = words.filter_map(|token| token.word(uses.text)).collect();
    let names = names.into_iter().filter(|name| {
        let mut imports = source.facts.imports.iter();
        let imported = imports.find(|import| import.name == *name);
        imported.is_some_and(|import| {
            let module = scan.crates.module(file, import.at.module);
            let meaning = scan.crates.resolve(module, name, Namespace::Types);
            let known = match meaning {
                Some((Meaning::Module(_), _)) => true,
                Some((Meaning::Definition(of), _)) => {
                    matches!(scan.crates[of].item, Item::Type(_))
                }
                None => false,
            };
            import.visibility == Visibility::Private && known && !is_used_below(scan, file, name)
        })
    });
    names.map(str::to_owned).collect()
}

/// Whether a file of a module within one of this file's mentions a name.
fn is_used_below(scan: &Scan, file: FileId, name: &str) -> bool {
    let own = scan.crates.module(file, 0);
    scan.files.iter().enumerate().any(|(index, other)| {
        let other_file = FileId(index);
        other_file != file
            && other.text.contains(name)
            && scan
                .crates
                .is_within(scan.crates.module(other_file, 0), own)
    })
}

/// A text without the imports of names that nothing in it mentions.
pub(super) fn without(text: &str, names: &BTreeSet<String>, globs: &Globs) -> String {
    let mut text = text.to_owned();
    for name in names {
        if let Some(new) = without_name(&text, name) {
            text = new;
        }
    }
    for glob in globs.values() {
        let Some(brings) = &glob.brings else { continue };
        let imported = |name: &String| {
            glob.paths.iter().any(|path| {
                path.ends_with(&format!("::{name}")) || path.ends_with(&format!(" as {name}"))
            })
        };
        let needed: Vec<_> = brings.iter().filter(|name| !imported(name)).collect();
        if let Some(new) = without_glob(&text, &glob.of, &needed) {
            text = new;
        }
    }
    text
}

fn without_name(text: &str, name: &str) -> Option<String> {
    let uses = Uses::of(text)?;
    let leaves = uses.leaves();
    let mut bound = leaves.into_iter().filter(|(_, _, bound)| *bound == name);
    let (item, element, _) = bound.next()?;
    let only = bound.next().is_none();
    let own = element.range.clone();
    let mentioned = is_mentioned(&uses, name, &own);
    (only && !mentioned && !item.passes_on && item.before.is_empty())
        .then(|| removed(&uses, item, element))
}

/// All of a module is not imported any more, if nothing of what is left of that is mentioned.
fn without_glob(text: &str, of: &str, brings: &[&String]) -> Option<String> {
    let uses = Uses::of(text)?;
    let mut globs = uses.leaves().into_iter().filter(|(item, element, name)| {
        *name == "*" && uses.path_to(item, element.range.start) == of
    });
    let (item, element, _) = globs.next()?;
    let only = globs.next().is_none();
    let mentioned = brings
        .iter()
        .any(|name| is_mentioned(&uses, name, &element.range));
    (only && !mentioned && !item.passes_on).then(|| removed(&uses, item, element))
}

/// Whether a text mentions a name outside of some bytes, in a literal too: attributes take paths as texts.
fn is_mentioned(uses: &Uses<'_>, name: &str, except: &Range<usize>) -> bool {
    let outside = |at: usize| !except.contains(&uses.tokens[at].range.start);
    let mut names = tokens::names(&uses.tokens, uses.text);
    let mut texts = texts_in_attributes(uses);
    names.any(|(at, word)| word == name && outside(at)) || texts.any(|text| is_word_in(text, name))
}

/// The literals in the arguments of attributes.
fn texts_in_attributes<'a>(uses: &'a Uses<'_>) -> impl Iterator<Item = &'a str> {
    let mut end = 0;
    uses.tokens
        .iter()
        .enumerate()
        .filter_map(move |(at, token)| {
            let before = at.checked_sub(1).map(|before| uses.tokens[before].kind);
            let is_inner = before == Some(Kind::Sign('!'));
            let opens = token.kind == Kind::Open(Delimiter::Bracket)
                && (before == Some(Kind::Sign('#')) || is_inner);
            if opens && at >= end {
                end = uses.behind(at);
            }
            (at < end && token.kind == Kind::Literal).then(|| token.text(uses.text))
        })
}

fn is_word_in(text: &str, name: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(name).any(|(at, _)| {
        !text[..at].ends_with(is_part) && !text[at + name.len()..].starts_with(is_part)
    })
}

/// The text without one name of an item, and without what is empty then.
fn removed(uses: &Uses<'_>, item: &UseItem, element: &Element) -> String {
    let text = uses.text;
    let cut = |range: Range<usize>| TextEdit {
        start: range.start,
        end: range.end,
        text: String::new(),
    };
    let Some((parent, braces, elements)) = group_around(&item.tree, element) else {
        return applied(text, &BTreeSet::from([cut(whole_lines(text, item))]));
    };
    if elements.len() == 1 {
        return removed(uses, item, parent);
    }
    let position = elements.iter().position(|one| one.range == element.range);
    let mut edits = BTreeSet::new();
    edits.insert(cut(match (position, &element.comma) {
        (Some(_), Some(comma)) => {
            let rest = &text[comma.end..];
            let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            element.range.start..comma.end + space
        }
        (Some(position), None) if position > 0 => {
            elements[position - 1].range.end..element.range.end
        }
        _ => element.range.clone(),
    }));
    let staying: Vec<_> = elements
        .iter()
        .filter(|one| one.range != element.range)
        .collect();
    if let [only] = staying.as_slice()
        && uses.may_stand_alone(&braces, only)
    {
        edits = [
            cut(braces.start..only.range.start),
            cut(only.range.end..braces.end),
        ]
        .into();
    }
    applied(text, &edits)
}

/// The bytes of an item and of its lines, and an empty line that would be left at its place.
fn whole_lines(text: &str, item: &UseItem) -> Range<usize> {
    let range = item.before.start..item.end;
    let behind = &text[range.end..];
    let line = behind.split('\n').next().unwrap_or_default();
    let indent = super::indentation(text, range.start);
    let Some(indent) = indent.filter(|_| line.trim().is_empty()) else {
        return range;
    };
    let feed = usize::from(line.len() < behind.len());
    let (start, mut end) = (range.start - indent.len(), range.end + line.len() + feed);
    let above = &text[..start];
    let is_first = above.trim_start_matches(crate::source::MARK).is_empty()
        || above.ends_with("\n\n")
        || above.ends_with("\n\r\n");
    let rest = &text[end..];
    if is_first && rest.starts_with('\n') {
        end += 1;
    } else if is_first && rest.starts_with("\r\n") {
        end += 2;
    }
    start..end
}

/// The element whose group holds another one.
fn group_around<'a>(
    around: &'a Element,
    inner: &Element,
) -> Option<(&'a Element, Range<usize>, &'a [Element])> {
    let Tail::Group(braces, elements) = &around.tail else {
        return None;
    };
    if elements.iter().any(|element| element.range == inner.range) {
        return Some((around, braces.clone(), elements));
    }
    elements
        .iter()
        .find_map(|element| group_around(element, inner))
}
