//! Where a name that is imported could be meant.

use std::collections::BTreeSet;
use std::ops::Range;

use proc_macro2::Delimiter;

use crate::finding::FileId;
use crate::index::ItemPath;
use crate::scan::Scan;
use crate::syntax::tokens::{Before, Kind, before, behind};
use crate::syntax::uses::Uses;

/// The words behind which the name of an import can stand in the file that has it: `super::name`.
pub(super) struct Mentions {
    modules: BTreeSet<String>,
}

impl Mentions {
    pub(super) fn in_file(scan: &Scan, file: FileId) -> Self {
        let path = scan.crates.path_of(scan.crates.module(file, 0));
        let own = if path.is_name() { "crate" } else { path.last() };
        let inner = scan.files[file.0].facts.modules.iter();
        let inner = inner.map(|module| module.name.as_str());
        let modules = inner.chain([own, "self", "super"]);
        Self {
            modules: modules.map(str::to_owned).collect(),
        }
    }

    /// Whether a text mentions a name that is imported from a module: outside of some bytes, in a literal too, since
    /// attributes take paths as texts and formats take names. A link of documentation is no use to the compiler.
    pub(super) fn of(&self, uses: Uses<'_>, name: &str, except: &Range<usize>, from: &str) -> bool {
        let is_meant = |at: usize| match before(uses.tokens, at) {
            Before::Nothing => true,
            Before::Dot => false,
            Before::Path(module) => module
                .and_then(|module| module.word(uses.text))
                .is_none_or(|module| module != from && self.modules.contains(module)),
        };
        let mut places = places(uses, name);
        places.any(|at| !except.contains(&uses.tokens[at].range.start) && is_meant(at))
            || literals(uses).any(|text| is_word_in(text, name))
    }
}

/// The positions of the tokens that are a name.
fn places(uses: Uses<'_>, name: &str) -> impl Iterator<Item = usize> {
    let tokens = uses.tokens.iter().enumerate();
    let named = tokens.filter(move |(_, token)| token.word(uses.text) == Some(name));
    named.map(|(at, _)| at)
}

/// Whether a name of a file is used where its own text does not show it: by a module below it, in a file that it
/// includes, or in what a macro makes that it calls.
pub(super) fn is_used_elsewhere(scan: &Scan, file: FileId, uses: Uses<'_>, name: &str) -> bool {
    let mut calls = uses.tokens.windows(2);
    let includes =
        calls.any(|call| call[0].text(uses.text) == "include" && call[1].kind == Kind::Sign('!'));
    includes || is_used_below(scan, file, name) || is_used_by_macros(scan, file, name)
}

/// Whether a file of a module within one of this file's may take a name from it. To mention the name is not enough: the
/// module of the whole crate holds every file, and so the one that defines it.
fn is_used_below(scan: &Scan, file: FileId, name: &str) -> bool {
    let crates = &scan.crates;
    let own = crates.module(file, 0);
    let own_name = crates.path_of(own).last();
    let is_below = |other: FileId| other != file && crates.is_within(crates.module(other, 0), own);
    let mut others = scan.files.iter().enumerate();
    others.any(|(index, other)| {
        let index = FileId(index);
        if !other.text.contains(name) || !is_below(index) {
            return false;
        }
        let leads_here = |module: usize, path: &str| {
            crates.module_at(crates.module(index, module), ItemPath::new(path)) == Some(own)
        };
        let takes = |module: usize, path: &str| {
            let before = path.find(&format!("::{name}")).map(|end| &path[..end]);
            before.is_some_and(|before| leads_here(module, before))
        };
        let is_imported = other.facts.imports.iter().any(|import| {
            let module = import.at.module();
            import.name == "*" && leads_here(module, import.path.as_str())
                || takes(module, import.path.as_str())
        });
        let mut paths = other.facts.paths.iter();
        // In the tokens of a macro, paths are only words.
        let is_written = |uses: Uses<'_>| {
            places(uses, name).any(|at| match before(uses.tokens, at) {
                Before::Path(Some(from)) => from
                    .word(uses.text)
                    .is_none_or(|from| ["crate", "super", own_name].contains(&from)),
                _ => false,
            })
        };
        is_imported
            || paths.any(|path| takes(path.at.module(), path.path.as_str()))
            || other.uses().is_none_or(is_written)
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
        let may = index != file.0 && other.text.contains(DEFINITION) && other.text.contains(name);
        let Some(uses) = other.uses().filter(|_| may) else {
            return false;
        };
        let mut definitions = uses.tokens.windows(3).enumerate().filter(|(_, window)| {
            window[0].text(uses.text) == DEFINITION && window[1].kind == Kind::Sign('!')
        });
        definitions.any(|(at, window)| {
            let body = at + 3..behind(uses.tokens, at + 3);
            let is_mention = |at: &usize| {
                body.contains(at) && matches!(before(uses.tokens, *at), Before::Nothing)
            };
            is_called(window[2].text(uses.text)) && places(uses, name).any(|at| is_mention(&at))
        })
    })
}

/// The literals that may name something: those in attributes, and formats.
fn literals(uses: Uses<'_>) -> impl Iterator<Item = &str> {
    let mut end = 0;
    let tokens = uses.tokens.iter().enumerate();
    tokens.filter_map(move |(at, token)| {
        let before = at.checked_sub(1).map(|before| uses.tokens[before].kind);
        let opens = token.kind == Kind::Open(Delimiter::Bracket)
            && matches!(before, Some(Kind::Sign('#' | '!')));
        if opens && at >= end {
            end = behind(uses.tokens, at);
        }
        let text = token.text(uses.text);
        (token.kind == Kind::Literal && (at < end || text.contains('{'))).then_some(text)
    })
}

fn is_word_in(text: &str, name: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(name).any(|(at, _)| {
        !text[..at].ends_with(is_part) && !text[at + name.len()..].starts_with(is_part)
    })
}
