//! Where a name that is imported could be meant.

use std::collections::BTreeSet;
use std::ops::Range;

use proc_macro2::Delimiter;

use crate::finding::FileId;
use crate::index::ItemPath;
use crate::resolve::{Namespace, Resolution};
use crate::scan::Scan;
use crate::syntax::tokens::{Kind, Token};
use crate::syntax::uses::Uses;

/// The words behind which the name of an import can stand in the file that has it: `super::name`.
pub(in crate::migrate::rewrite) struct Mentions {
    modules: BTreeSet<String>,
}

impl Mentions {
    pub(in crate::migrate::rewrite) fn in_file(scan: &Scan, file: FileId) -> Self {
        let path = scan.crates.path_of(scan.crates.module(file, 0));
        let own = if path.is_name() { "crate" } else { path.last() };
        let inner = &scan.files[file.0].facts.modules;
        let inner = inner.iter().map(|module| module.name.as_str());
        let modules = inner.chain([own, "self", "super"]);
        Self {
            modules: modules.map(str::to_owned).collect(),
        }
    }

    /// Whether a text mentions a name that is imported from a path: outside of some bytes, in a literal too, since
    /// attributes take paths as texts and formats take names. A link of documentation is no use to the compiler.
    pub(super) fn of(
        &self,
        uses: &Uses<'_>,
        name: &str,
        except: &Range<usize>,
        from: &str,
    ) -> bool {
        let from = ItemPath::new(from).last();
        let tokens = &uses.tokens;
        let mut words = tokens.iter().enumerate().filter(|(_, token)| {
            token.word(uses.text) == Some(name) && !except.contains(&token.range.start)
        });
        let is_meant = |at: usize| match before(tokens, at) {
            Before::Nothing => true,
            Before::Dot => false,
            Before::Path(module) => module
                .and_then(|module| module.word(uses.text))
                .is_none_or(|module| module != from && self.modules.contains(module)),
        };
        words.any(|(at, _)| is_meant(at))
            || texts_in_attributes(uses).any(|text| is_word_in(text, name))
            || formats(uses).any(|text| is_word_in(text, name))
    }
}

enum Before<'a> {
    Nothing,
    Dot,
    /// `::`, and what is in front of that.
    Path(Option<&'a Token>),
}

fn before(tokens: &[Token], at: usize) -> Before<'_> {
    let token = |steps: usize| at.checked_sub(steps).map(|before| &tokens[before]);
    let sign = |steps: usize| token(steps).map(|token| token.kind);
    match (sign(1), sign(2)) {
        (Some(Kind::Sign(':')), Some(Kind::Sign(':'))) => Before::Path(token(3)),
        (Some(Kind::Sign('.')), Some(Kind::Sign('.'))) => Before::Nothing,
        (Some(Kind::Sign('.')), _) => Before::Dot,
        _ => Before::Nothing,
    }
}

/// Whether a name of a file is used where its own text does not show it: by a module below it, in a file that it
/// includes, or in what a macro makes that it calls.
pub(super) fn is_used_elsewhere(scan: &Scan, file: FileId, uses: &Uses<'_>, name: &str) -> bool {
    let mut calls = uses.tokens.windows(2);
    let includes =
        calls.any(|call| call[0].text(uses.text) == "include" && call[1].kind == Kind::Sign('!'));
    includes || is_used_below(scan, file, name) || is_used_by_macros(scan, file, name)
}

/// Whether a file of a module within one of this file's may take a name from it. To mention the name is not enough: the
/// module of the whole crate holds every file, and so the one that defines it.
fn is_used_below(scan: &Scan, file: FileId, name: &str) -> bool {
    let own = scan.crates.module(file, 0);
    let own_name = Some(scan.crates.path_of(own).last());
    scan.files.iter().enumerate().any(|(index, other)| {
        let other_file = FileId(index);
        if other_file == file
            || !other.text.contains(name)
            || !scan
                .crates
                .is_within(scan.crates.module(other_file, 0), own)
        {
            return false;
        }
        let leads_here = |module: usize, path: &str| {
            let module = scan.crates.module(other_file, module);
            let led = scan
                .crates
                .resolve(module, ItemPath::new(path), Namespace::Types);
            matches!(led, Some((Resolution::Module(there), _)) if there == own)
        };
        let takes = |module: usize, path: &str| {
            let before = path.find(&format!("::{name}")).map(|end| &path[..end]);
            before.is_some_and(|before| leads_here(module, before))
        };
        let is_imported = other.facts.imports.iter().any(|import| {
            let all = import.name == "*" && leads_here(import.at.module(), import.path.as_str());
            all || takes(import.at.module(), import.path.as_str())
        });
        let mut paths = other.facts.paths.iter();
        let is_taken = is_imported || paths.any(|path| takes(path.at.module(), path.path.as_str()));
        // In the tokens of a macro, paths are only words.
        let is_written = |uses: &Uses<'_>| {
            let mut words = uses.tokens.iter().enumerate();
            words.any(|(at, token)| {
                let is_name = token.word(uses.text) == Some(name);
                match before(&uses.tokens, at) {
                    Before::Path(Some(from)) if is_name => {
                        from.word(uses.text).is_none_or(|from| {
                            ["crate", "super"].contains(&from) || Some(from) == own_name
                        })
                    }
                    _ => false,
                }
            })
        };
        is_taken || other.uses().is_none_or(|uses| is_written(&uses))
    })
}

/// Whether a macro of another file mentions a name, which means there what it means at each call.
fn is_used_by_macros(scan: &Scan, file: FileId, name: &str) -> bool {
    const DEFINITION: &str = "macro_rules";
    let own = &scan.files[file.0].text;
    // One of the file's own has the name for itself.
    let is_called = |called: &str| {
        own.contains(&format!("{called}!")) && !own.contains(&format!("{DEFINITION}! {called}"))
    };
    let mut others = scan.files.iter().enumerate();
    others.any(|(index, other)| {
        if index == file.0 || !other.text.contains(DEFINITION) || !other.text.contains(name) {
            return false;
        }
        let Some(uses) = other.uses() else {
            return false;
        };
        let tokens = &uses.tokens;
        let mut definitions = tokens.windows(3).enumerate().filter(|(_, window)| {
            window[0].text(uses.text) == DEFINITION && window[1].kind == Kind::Sign('!')
        });
        definitions.any(|(at, window)| {
            let body = at + 3..uses.behind(at + 3);
            let mut body = body.filter(|at| tokens[*at].word(uses.text) == Some(name));
            let is_mentioned = body.any(|at| matches!(before(tokens, at), Before::Nothing));
            is_mentioned && is_called(window[2].text(uses.text))
        })
    })
}

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

fn formats<'a>(uses: &'a Uses<'_>) -> impl Iterator<Item = &'a str> {
    let literals = uses
        .tokens
        .iter()
        .filter(|token| token.kind == Kind::Literal);
    let texts = literals.map(|token| token.text(uses.text));
    texts.filter(|text| text.contains('{'))
}

fn is_word_in(text: &str, name: &str) -> bool {
    words(text, name).next().is_some()
}

/// What stands before and behind each place where a word stands in a text.
fn words<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let places = text.match_indices(name);
    let places = places.map(|(at, _)| (&text[..at], &text[at + name.len()..]));
    places
        .filter(move |(before, behind)| !before.ends_with(is_part) && !behind.starts_with(is_part))
}
