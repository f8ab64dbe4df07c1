//! One value that is written in several places.

use std::collections::{BTreeMap, BTreeSet};

use super::program_files;
use crate::candidate::{Candidate, Evidence, Kind};
use crate::finding::FileId;
use crate::index::{Constant, ValueKind};
use crate::lints::context::CheckContext;
use crate::lints::definitions::distinct::{system, version};
use crate::pluralize::pluralize;
use crate::resolve::ModuleId;

/// From how many characters on a text says something by itself.
const TEXT: usize = 8;
/// From how many characters on it does whatever the names are.
const SENTENCE: usize = 20;
/// From how many characters on a pattern does.
const PATTERN: usize = 6;
/// From how large on a number does, if the names have a word in common.
const NUMBER: i128 = 1000;
/// How many numbers one file holds at most that are chosen, and not copied from an interface.
const CHOSEN: usize = 150;

/// A value at a place.
#[derive(Clone, Copy)]
struct Written<'a> {
    file: FileId,
    fact: &'a Constant,
    module: ModuleId,
    root: ModuleId,
    /// Whether it is one of several numbers of its module that are named alike.
    in_family: bool,
}

pub(super) fn candidates(cx: CheckContext<'_>) -> Vec<Candidate> {
    let mut by_value: BTreeMap<(ValueKind, &str), Vec<Written<'_>>> = BTreeMap::new();
    for (file, source) in program_files(cx) {
        let numbers = source.facts.constants.iter();
        let numbers = numbers.filter(|constant| constant.kind == ValueKind::Number);
        if numbers.count() > CHOSEN {
            continue;
        }
        let module_of = |fact: &Constant| {
            let module = cx.crates.module(file, fact.at.module());
            cx.crates.named_module(module)
        };
        let all = source.facts.constants.iter();
        let families = families(all.map(|fact| (module_of(fact), fact)));
        for fact in &source.facts.constants {
            let block = source.facts.impl_around(fact.at);
            // What a trait asks for is another value of each type.
            if block.is_some_and(|block| block.interface.is_some())
                || cx.crates.is_test(file, fact.at)
                || fact.at.in_macro && fact.kind != ValueKind::Pattern
            {
                continue;
            }
            let module = cx.crates.module(file, fact.at.module());
            by_value
                .entry((fact.kind, &fact.value))
                .or_default()
                .push(Written {
                    file,
                    fact,
                    module: module_of(fact),
                    root: cx.crates.crate_of(module).root,
                    in_family: families.contains(&(module_of(fact), last_word(&fact.name))),
                });
        }
    }
    let mut found = Vec::new();
    for ((kind, value), written) in &by_value {
        for group in groups(cx, *kind, value, written) {
            found.push(candidate(cx, *kind, value, &group));
        }
    }
    found
}

/// The places that say the same about the same thing.
fn groups<'a>(
    cx: CheckContext<'_>,
    kind: ValueKind,
    value: &str,
    written: &[Written<'a>],
) -> Vec<Vec<Written<'a>>> {
    let mut left = written.to_vec();
    let mut groups = Vec::new();
    while !left.is_empty() {
        let mut group = vec![left.remove(0)];
        let mut next = 0;
        while next < group.len() {
            let of = group[next];
            let (same, rest) = left
                .into_iter()
                .partition(|other| is_same(cx, kind, value, of, *other));
            left = rest;
            let same: Vec<_> = same;
            group.extend(same);
            next += 1;
        }
        if group.len() > 1 {
            groups.push(group);
        }
    }
    groups
}

fn is_same(
    cx: CheckContext<'_>,
    kind: ValueKind,
    value: &str,
    one: Written<'_>,
    other: Written<'_>,
) -> bool {
    let paths = [one, other].map(|written| cx.crates.path_of(written.module));
    let apart = system(paths[0]) != system(paths[1]) || version(paths[0]) != version(paths[1]);
    let same_name = one.fact.name == other.fact.name;
    let same_place = one.file == other.file && one.fact.place == other.fact.place;
    let across = one.root != other.root;
    // Two functions have modules of their own, as far as names go.
    let elsewhere = one.module != other.module
        || one.file == other.file && one.fact.at.module() != other.fact.at.module();
    if apart || same_place {
        return false;
    }
    match kind {
        ValueKind::Pattern => value.chars().count() >= PATTERN,
        ValueKind::Text => {
            let length = value.chars().count();
            let says_something = value.contains(|letter: char| letter.is_alphanumeric());
            elsewhere
                && (same_name && length > 1 && (says_something || length > 2)
                    || says_something && length >= SENTENCE
                    || says_something && across && length >= TEXT && shared_words(one, other) > 0)
        }
        ValueKind::Number => {
            let number: Option<i128> = value.parse().ok();
            let large = number.is_none_or(|number| number.abs() >= NUMBER);
            let telling = number.is_none_or(|number| number.abs() > 2);
            // Members of one family are told apart by their numbers, and those of two families meet by chance.
            let chosen = large || !(one.in_family || other.in_family);
            elsewhere
                && telling
                && chosen
                && (same_name && one.fact.name.contains('_')
                    || across && large && (same_name || shared_words(one, other) > 1))
        }
    }
}

/// How many words that say something the names of two constants have in common.
fn shared_words(one: Written<'_>, other: Written<'_>) -> usize {
    const LONG: usize = 4;
    let words = |name: &'_ str| -> BTreeSet<String> {
        let words = name.split('_').filter(|word| word.len() >= LONG);
        words.map(str::to_owned).collect()
    };
    let (one, other) = (words(&one.fact.name), words(&other.fact.name));
    one.intersection(&other).count()
}

/// The last words of the names of numbers that at least two others in their module have as well, with the module:
/// `SEQUENCE_OFFSET`, `LENGTH_OFFSET` and `CODE_OFFSET` are the layout of something.
fn families<'a>(
    facts: impl Iterator<Item = (ModuleId, &'a Constant)>,
) -> BTreeSet<(ModuleId, &'a str)> {
    const FAMILY: usize = 3;
    let mut members: BTreeMap<(ModuleId, &str), usize> = BTreeMap::new();
    for (module, fact) in facts {
        if fact.kind == ValueKind::Number {
            *members.entry((module, last_word(&fact.name))).or_default() += 1;
        }
    }
    let families = members.into_iter().filter(|(_, count)| *count >= FAMILY);
    families.map(|(family, _)| family).collect()
}

fn last_word(name: &str) -> &str {
    name.rsplit('_').next().unwrap_or(name)
}

fn candidate(
    cx: CheckContext<'_>,
    kind: ValueKind,
    value: &str,
    group: &[Written<'_>],
) -> Candidate {
    let place = |written: &Written<'_>| written.fact.place.in_file(written.file);
    let named = group.iter().find(|written| !written.fact.name.is_empty());
    let first = named.unwrap_or(&group[0]);
    let name = match named {
        Some(written) => written.fact.name,
        None => value.to_owned().into(),
    };
    let crates: BTreeSet<_> = group.iter().map(|written| written.root).collect();
    let is_first = |written: &&Written<'_>| {
        written.file == first.file && written.fact.place == first.fact.place
    };
    let evidence = group.iter().filter(|written| !is_first(written));
    let evidence = evidence.map(|written| Evidence {
        place: place(written),
        text: match written.fact.name.as_str() {
            "" => "the same value".to_owned(),
            name => format!("`{name}`, the same value"),
        },
    });
    let what = match kind {
        ValueKind::Pattern => "pattern",
        ValueKind::Number | ValueKind::Text => "value",
    };
    let across = if crates.len() > 1 {
        format!(" in {}", pluralize(crates.len(), "crate"))
    } else {
        String::new()
    };
    let path = match named {
        Some(written) => {
            let module = cx.crates.path_of(written.module);
            module.join(written.fact.name).into_string()
        }
        None => value.to_owned(),
    };
    Candidate {
        kind: Kind::Constant,
        path,
        place: place(first),
        evidence: evidence.collect(),
        reason: format!(
            "the {what} `{}` is written in {}{across}",
            shortened(value),
            pluralize(group.len(), "place")
        ),
        rank: 350
            + 50 * u64::from(crates.len() > 1)
            + u64::try_from(group.len().min(40)).unwrap_or_default(),
        of_type: None,
        name: name.to_string(),
    }
}

/// A value as a line shows it.
fn shortened(value: &str) -> String {
    const SHOWN: usize = 60;
    if value.chars().count() <= SHOWN {
        return value.to_owned();
    }
    let start: String = value.chars().take(SHOWN).collect();
    format!("{start}…")
}
