//! What is left out of the search: attributes say it, of whatever item they stand on.

use proc_macro2::{Delimiter, Ident, Spacing, TokenStream, TokenTree};
use quote::quote;

use crate::names;
use crate::syntax::AnyIdent;
use crate::tokens::without_invisible_groups;

/// Attributes of the compiler whose strings are read by people: documentation, reasons, notes.
const TEXTS: &[&str] = &[
    "allow",
    "deny",
    "deprecated",
    "diagnostic",
    "doc",
    "expect",
    "forbid",
    "must_use",
    "warn",
];

/// Attributes that make a function a test, by the last segment of their path: `#[tokio::test]`.
const TESTS: &[&str] = &[
    "bench",
    "quickcheck",
    "rstest",
    "test",
    "test_case",
    "wasm_bindgen_test",
];

/// What the attributes of one item say.
#[derive(Default)]
pub(super) struct Attributes {
    /// The item is compiled for tests only, or has an attribute of ours, which speaks for it.
    pub(super) left_out: bool,
    /// The item holds the constructors of a component, which may deny addresses in them.
    pub(super) factory: bool,
    /// The item is a component that does.
    pub(super) denying_component: bool,
    /// Predicates without which the item is not compiled, or is left out.
    pub(super) conditions: Vec<TokenStream>,
    /// The other attributes, each with its path and its arguments.
    pub(super) of_libraries: Vec<Vec<TokenTree>>,
}

impl Attributes {
    /// An inner attribute at the start of `tokens`, and what follows.
    pub(super) fn inner(tokens: &[TokenTree]) -> Option<(Self, &[TokenTree])> {
        let (attribute, behind) = attribute(tokens, &["#", "!"])?;
        let mut attributes = Self::default();
        attributes.read(&attribute);
        Some((attributes, behind))
    }

    /// The outer attributes at the start of `tokens`, and the item they stand on.
    pub(super) fn outer(tokens: &[TokenTree]) -> Option<(Self, &[TokenTree])> {
        let mut attributes = Self::default();
        let mut rest = tokens;
        while let Some((attribute, behind)) = attribute(rest, &["#"]) {
            attributes.read(&attribute);
            rest = behind;
        }
        (rest.len() < tokens.len()).then_some((attributes, rest))
    }

    fn read(&mut self, attribute: &[TokenTree]) {
        let (path, arguments) = path(attribute);
        let first = path.first().map(|first| first.unraw().to_string());
        let last = path.last().map(|last| last.unraw().to_string());
        let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
        match first.as_str() {
            "cfg" => self.condition(list(arguments)),
            "cfg_attr" => self.conditional(&list(arguments)),
            name if TEXTS.contains(&name) => {}
            _ if TESTS.contains(&last.as_str()) => self.left_out = true,
            _ if last == names::NO_HARDCODED => self.left_out = true,
            _ if last == names::FACTORY => {
                self.left_out |= denies(arguments);
                self.factory = true;
            }
            _ if last == names::SSOT_COMPONENT => self.denying_component |= denies(arguments),
            _ => self.of_libraries.push(attribute.to_vec()),
        }
    }

    fn condition(&mut self, predicate: Vec<TokenTree>) {
        self.left_out |= needs_test(&predicate);
        self.conditions.extend(usable(predicate));
    }

    /// What holds where the predicate does leaves the item out there.
    fn conditional(&mut self, tokens: &[TokenTree]) {
        let mut parts = split(tokens).into_iter();
        let predicate = parts.next().unwrap_or_default();
        let mut held = Self::default();
        parts.for_each(|attribute| held.read(attribute));
        if !needs_test(predicate) {
            self.of_libraries.extend(held.of_libraries);
        }
        let Some(predicate) = usable(predicate.to_vec()) else {
            return;
        };
        if held.left_out {
            self.conditions.push(quote!(not(#predicate)));
        }
        let conditions = held.conditions.iter();
        self.conditions
            .extend(conditions.map(|condition| quote!(any(not(#predicate), #condition))));
    }
}

/// Whether an attribute of this last name makes a function a test.
#[cfg(feature = "tools")]
#[must_use]
pub fn makes_a_test(name: &str) -> bool {
    TESTS.contains(&name)
}

/// An attribute of ours that is already there where the item carries one: the path of it.
pub(super) fn repeated(item: TokenStream) -> Option<TokenStream> {
    let tokens = without_invisible_groups(item);
    let mut rest = tokens.as_slice();
    while let Some((attribute, behind)) = attribute(rest, &["#"]) {
        let (path, _) = path(&attribute);
        if path.last().is_some_and(|last| *last == names::NO_HARDCODED) {
            return Some(quote!(#(#path)::*));
        }
        rest = behind;
    }
    None
}

/// The tokens in the brackets of an attribute, and what follows it.
fn attribute<'a>(
    tokens: &'a [TokenTree],
    marks: &[&str],
) -> Option<(Vec<TokenTree>, &'a [TokenTree])> {
    let (start, rest) = tokens.split_at_checked(marks.len())?;
    let marked = start
        .iter()
        .zip(marks)
        .all(|(token, mark)| matches!(token, TokenTree::Punct(punct) if mark.starts_with(punct.as_char())));
    match rest.split_first()? {
        (TokenTree::Group(group), behind) if marked && group.delimiter() == Delimiter::Bracket => {
            Some((without_invisible_groups(group.stream()), behind))
        }
        _ => None,
    }
}

/// The segments of the path that an attribute starts with, and its arguments.
fn path(attribute: &[TokenTree]) -> (Vec<&Ident>, &[TokenTree]) {
    let mut segments = Vec::new();
    let mut rest = attribute;
    loop {
        match rest {
            [
                TokenTree::Punct(colon),
                TokenTree::Punct(other),
                behind @ ..,
            ] if colon.as_char() == ':'
                && colon.spacing() == Spacing::Joint
                && other.as_char() == ':' =>
            {
                rest = behind;
            }
            [TokenTree::Ident(segment), behind @ ..] => {
                segments.push(segment);
                rest = behind;
            }
            _ => return (segments, rest),
        }
    }
}

/// The tokens in the parentheses that the arguments start with.
fn list(arguments: &[TokenTree]) -> Vec<TokenTree> {
    match arguments.first() {
        Some(TokenTree::Group(group)) => without_invisible_groups(group.stream()),
        _ => Vec::new(),
    }
}

fn split(tokens: &[TokenTree]) -> Vec<&[TokenTree]> {
    tokens.split(|token| is_mark(token, ',')).collect()
}

fn is_mark(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

fn is_word(token: Option<&TokenTree>, word: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if *ident == word)
}

/// Whether `hardcoded = "deny"` is among the arguments of an attribute.
fn denies(arguments: &[TokenTree]) -> bool {
    let arguments = list(arguments);
    split(&arguments)
        .iter()
        .any(|argument| is_word(argument.first(), names::HARDCODED))
}

/// Whether a predicate holds in tests only: `test`, `all(test, unix)`, `any(test, all(test, unix))`.
fn needs_test(predicate: &[TokenTree]) -> bool {
    let inner = || list(predicate.get(1..).unwrap_or_default());
    let parts = |tokens: &[TokenTree]| {
        let parts = split(tokens).into_iter();
        let parts: Vec<_> = parts
            .filter(|part| !part.is_empty())
            .map(needs_test)
            .collect();
        parts
    };
    match predicate {
        [test] => is_word(Some(test), "test"),
        [all, _] if is_word(Some(all), "all") => parts(&inner()).contains(&true),
        [any, _] if is_word(Some(any), "any") => {
            let parts = parts(&inner());
            !parts.is_empty() && !parts.contains(&false)
        }
        _ => false,
    }
}

/// A predicate as it can be repeated outside of the item: not one that a `macro_rules!` fills in.
fn usable(predicate: Vec<TokenTree>) -> Option<TokenStream> {
    fn is_open(tokens: &[TokenTree]) -> bool {
        tokens.iter().any(|token| match token {
            TokenTree::Group(group) => is_open(&without_invisible_groups(group.stream())),
            token => is_mark(token, '$'),
        })
    }
    (!predicate.is_empty() && !is_open(&predicate)).then(|| predicate.into_iter().collect())
}

/// Where the item ends that the tokens start with: behind its braces, or behind its semicolon. What is no
/// item is a field, a variant, an arm or a statement, and ends at a comma too.
pub(super) fn item_end(tokens: &[TokenTree]) -> usize {
    let end = End::of(tokens);
    let mut previous = None;
    for (index, token) in tokens.iter().enumerate() {
        let ended = match token {
            TokenTree::Punct(punct) if punct.as_char() == ';' => true,
            TokenTree::Punct(punct) if punct.as_char() == ',' => end == End::Comma,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                // The braces of a constant argument.
                let in_generics =
                    previous.is_some_and(|token| is_mark(token, '<') || is_mark(token, '='));
                end != End::Semicolon && !(end == End::Braces && in_generics)
            }
            _ => false,
        };
        if ended {
            return index + 1;
        }
        previous = Some(token);
    }
    tokens.len()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// Values have braces of their own: `const`, `static`, `let`, `use`, `type`.
    Semicolon,
    /// Generic parameters have commas.
    Braces,
    Comma,
}

impl End {
    fn of(tokens: &[TokenTree]) -> Self {
        let rest = match tokens {
            [first, TokenTree::Group(group), rest @ ..]
                if is_word(Some(first), "pub") && group.delimiter() == Delimiter::Parenthesis =>
            {
                rest
            }
            [first, rest @ ..] if is_word(Some(first), "pub") => rest,
            _ => tokens,
        };
        let (Some(TokenTree::Ident(word)), next) = (rest.first(), rest.get(1)) else {
            return Self::Comma;
        };
        let names_next = matches!(next, Some(TokenTree::Ident(_)));
        match word.to_string().as_str() {
            "let" | "static" | "type" | "use" => Self::Semicolon,
            "const"
                if ["async", "extern", "fn", "unsafe"]
                    .iter()
                    .any(|word| is_word(next, word)) =>
            {
                Self::Braces
            }
            "const" if names_next => Self::Semicolon,
            "async" | "const" | "enum" | "extern" | "fn" | "impl" | "mod" | "struct" | "trait"
            | "unsafe" => Self::Braces,
            "auto" | "default" | "union" if names_next => Self::Braces,
            "macro_rules" if next.is_some_and(|next| is_mark(next, '!')) => Self::Braces,
            _ => Self::Comma,
        }
    }
}
