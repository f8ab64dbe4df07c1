//! Whether the macros and the scanner withstand any tokens at all.
//!
//! Bytes that a fuzzer makes up hardly ever are Rust. So they decide instead: which piece of the project's own tests is
//! taken ([`seeds`]), and what is left out, repeated, exchanged and put between its tokens ([`trees`], [`chunks`]). The same
//! bytes always make the same case. What has to hold of it is a [`Target`].

#![forbid(unsafe_code)]

pub mod choices;
pub mod chunks;
mod migration;
pub mod seeds;
pub mod trees;

use std::sync::OnceLock;

use cargo_ssot::testing::scan::in_threads;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
pub use ssot_expansion::Macro;
use ssot_rules::tokens::any_ident;
use syn::visit::{self, Visit};

use crate::choices::Choices;
use crate::seeds::Call;
use crate::trees::{Material, Tree};

/// What is put to the test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The expansion of a macro. It does not panic, loses nothing, and where an item went in, items come out.
    Macro(Macro),
    /// Reading the facts of a file and checking a crate of it. Neither panics, and what is found stands in the file.
    Scanner,
    /// The changes of `cargo ssot migrate`, in a crate of one file. What was Rust stays Rust, and when nothing
    /// waits for another run, another run has nothing to do.
    Migration,
}

impl Target {
    /// All of them.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let macros = Macro::ALL.iter().map(|called| Self::Macro(*called));
        macros.chain([Self::Scanner, Self::Migration]).collect()
    }

    /// What it is called in the folder of the programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Macro(called) => called.name(),
            Self::Scanner => "scanner",
            Self::Migration => "migration",
        }
    }

    /// Makes a case of these bytes and tries it.
    ///
    /// # Panics
    ///
    /// What has to hold does not.
    pub fn run(self, bytes: &[u8]) {
        let mut choices = Choices::new(bytes);
        match self {
            Self::Macro(called) => {
                let case = case(called, &mut choices);
                expands(called, &case);
            }
            Self::Scanner => {
                let text = chunks::case(texts(), &mut choices);
                in_threads(|| migration::scans(&text));
            }
            Self::Migration => {
                let text = chunks::case(texts(), &mut choices);
                in_threads(|| migration::settles(&text));
            }
        }
    }
}

/// The texts in their chunks.
fn texts() -> &'static [Vec<&'static str>] {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    static CHUNKS: OnceLock<Vec<Vec<&str>>> = OnceLock::new();
    CHUNKS.get_or_init(|| {
        let texts = TEXTS.get_or_init(seeds::texts);
        texts.iter().map(|text| chunks::chunks(text)).collect()
    })
}

/// What the calls of one macro are made of.
struct Seeds {
    /// The arguments and the item of each.
    calls: Vec<(Vec<Tree>, Vec<Tree>)>,
    material: Material,
}

impl Seeds {
    fn of(called: Macro) -> Self {
        let calls = seeds::calls();
        let calls = calls.into_iter().filter(|call| call.called == called);
        let calls: Vec<_> = calls
            .map(|call| (trees::trees(call.arguments), trees::trees(call.item)))
            .collect();
        let lists: Vec<_> = calls
            .iter()
            .flat_map(|(arguments, item)| [arguments.as_slice(), item])
            .collect();
        let material = Material::of(&lists);
        Self { calls, material }
    }
}

/// The call of a macro that these choices make.
///
/// # Panics
///
/// The project's tests call the macro nowhere.
#[must_use]
pub fn case(called: Macro, choices: &mut Choices<'_>) -> Call {
    // Tokens belong to the thread that read them.
    thread_local! {
        static SEEDS: [std::cell::OnceCell<Seeds>; Macro::ALL.len()] = const {
            [const { std::cell::OnceCell::new() }; Macro::ALL.len()]
        };
    }
    SEEDS.with(|seeds| {
        let seeds = seeds[called as usize].get_or_init(|| Seeds::of(called));
        let (mut arguments, mut item) = choices.among(&seeds.calls).clone();
        if called != Macro::Composition && choices.below(3) == 0 {
            let (first, rest) = choices.halves();
            trees::change(&mut arguments, &seeds.material, &mut Choices::new(first));
            *choices = Choices::new(rest);
        }
        trees::change(&mut item, &seeds.material, choices);
        Call {
            called,
            arguments: trees::tokens(&arguments),
            item: trees::tokens(&item),
        }
    })
}

/// Expands a call, and says whether its item is one.
///
/// # Panics
///
/// Items became something else, or what is no item got lost.
pub fn expands(called: Macro, case: &Call) {
    let expansion = case.expansion();
    let is_item = is_composition(called) || is_items(&case.item);
    if is_item {
        let parsed = syn::parse2::<syn::File>(expansion.clone());
        if let Err(error) = parsed
            && reaches_macros(&case.item)
            && !(is_composition(called)
                && (has_parenthesized_type(&case.item) || has_broken_constant(&case.item)))
        {
            panic!(
                "no items came out: {error}\n#[{}({})]\n{}\n\n{expansion}",
                called.name(),
                case.arguments,
                shown(&case.item),
            );
        }
    } else {
        assert!(
            case.item.is_empty() || !expansion.is_empty(),
            "#[{}({})] lost `{}`",
            called.name(),
            case.arguments,
            case.item,
        );
    }
}

/// Tokens with their invisible groups.
fn shown(tokens: &TokenStream) -> String {
    let one = |token: TokenTree| match &token {
        TokenTree::Group(group) => {
            let (open, close) = match group.delimiter() {
                Delimiter::Parenthesis => ('(', ')'),
                Delimiter::Brace => ('{', '}'),
                Delimiter::Bracket => ('[', ']'),
                Delimiter::None => ('⟦', '⟧'),
            };
            format!("{open} {} {close}", shown(&group.stream()))
        }
        _ => token.to_string(),
    };
    let tokens: Vec<_> = tokens.clone().into_iter().map(one).collect();
    tokens.join(" ")
}

/// Whether it makes items of what is none.
fn is_composition(called: Macro) -> bool {
    matches!(called, Macro::Composition | Macro::Overriding | Macro::Part)
}

/// Whether a compiler hands such items to a macro, or takes what a composition lists. The parser takes more than that:
/// parameters and fields of the name `_`, types of the name `try`, and `super<T>` with an invisible group around `super`,
/// which it prints without.
fn reaches_macros(item: &TokenStream) -> bool {
    if any_ident(item.clone(), &mut |word| word == "try") || has_block_for_fields(item) {
        return false;
    }
    let Ok(file) = syn::parse2::<syn::File>(item.clone()) else {
        return true;
    };
    let mut unnamed = Unnamed(false);
    unnamed.visit_file(&file);
    !unnamed.0 && syn::parse2::<syn::File>(file.to_token_stream()).is_ok()
}

/// Whether there is such a group, at any depth, behind such a token.
fn any_group(
    tokens: &TokenStream,
    is_found: fn(before: Option<&TokenTree>, group: &Group) -> bool,
) -> bool {
    let mut before = None;
    tokens.clone().into_iter().any(|token| {
        let found = match &token {
            TokenTree::Group(group) => {
                is_found(before.as_ref(), group) || any_group(&group.stream(), is_found)
            }
            _ => false,
        };
        before = Some(token);
        found
    })
}

/// Whether a `$block` of a `macro_rules!` stands behind a name: the parser takes it for the fields of a literal, as no compiler
/// does.
fn has_block_for_fields(tokens: &TokenStream) -> bool {
    any_group(tokens, |before, group| {
        matches!(before, Some(TokenTree::Ident(_)))
            && group.delimiter() == Delimiter::None
            && starts_with_braces(group)
    })
}

fn starts_with_braces(group: &Group) -> bool {
    match group.stream().into_iter().next() {
        Some(TokenTree::Group(first)) => match first.delimiter() {
            Delimiter::Brace => true,
            Delimiter::None => starts_with_braces(&first),
            _ => false,
        },
        _ => false,
    }
}

/// Whether there is a `B(C)` where it may be a type: the parser refuses `A::<B(C)>::D`, which a composition writes.
fn has_parenthesized_type(tokens: &TokenStream) -> bool {
    any_group(tokens, |before, group| {
        matches!(before, Some(TokenTree::Ident(word)) if word != "context")
            && group.delimiter() == Delimiter::Parenthesis
    })
}

/// Whether the length of an array, or a constant in braces, is no expression: nobody but the compiler reads those, which
/// reports them where they stand.
fn has_broken_constant(tokens: &TokenStream) -> bool {
    any_group(tokens, |before, group| match group.delimiter() {
        Delimiter::Bracket => {
            let mut length = group
                .stream()
                .into_iter()
                .skip_while(|token| !is_mark(token, &[';']));
            length.next().is_some() && syn::parse2::<syn::Expr>(length.collect()).is_err()
        }
        Delimiter::Brace => {
            before.is_some_and(|before| is_mark(before, &['<', ',', '=']))
                && syn::parse2::<syn::Block>(TokenTree::Group(group.clone()).into()).is_err()
        }
        _ => false,
    })
}

fn is_mark(token: &TokenTree, marks: &[char]) -> bool {
    matches!(token, TokenTree::Punct(mark) if marks.contains(&mark.as_char()))
}

/// Whether there is a parameter or a field of the name `_`.
struct Unnamed(bool);

impl<'ast> Visit<'ast> for Unnamed {
    fn visit_field(&mut self, field: &'ast syn::Field) {
        self.0 |= field.ident.as_ref().is_some_and(|name| name == "_");
        visit::visit_field(self, field);
    }

    fn visit_type_param(&mut self, parameter: &'ast syn::TypeParam) {
        self.0 |= parameter.ident == "_";
        visit::visit_type_param(self, parameter);
    }
}

fn is_items(tokens: &TokenStream) -> bool {
    let file = syn::parse2::<syn::File>(tokens.clone());
    file.is_ok_and(|file| file.attrs.is_empty() && !file.items.is_empty())
}
