//! Reading arguments one by one, with every mistake reported at its own token.

mod mock;
mod permission;

use std::collections::HashSet;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, Parser};
use syn::punctuated::Punctuated;
use syn::{LitStr, Path, Token, Type};

use super::{ATTRIBUTES, Argument, Enforcement, Scope, Sole};
use crate::catalogue::Rule;
use crate::names;
use crate::nearest::nearest;
use crate::tokens::without_invisible_groups;
use crate::violation::{Violation, Violations};

/// An argument as it was written.
#[derive(Clone)]
pub(super) struct Given {
    pub(super) name: Ident,
    specification: &'static Argument,
    value: Value,
}

impl Given {
    pub(super) fn key(&self) -> &'static str {
        self.specification.key
    }
}

#[derive(Clone)]
enum Value {
    None,
    Assigned(TokenStream),
    List(Group),
}

pub(super) struct Reader<'a> {
    attribute: &'static str,
    known: &'static [Argument],
    violations: &'a mut Violations,
}

impl<'a> Reader<'a> {
    pub(super) fn new(attribute: &'static str, violations: &'a mut Violations) -> Self {
        let known = ATTRIBUTES
            .iter()
            .find(|(name, _)| *name == attribute)
            .map_or(&[][..], |(_, known)| known);
        Self {
            attribute,
            known,
            violations,
        }
    }

    /// Splits at the commas and keeps what has the form of a known argument, the first of each.
    pub(super) fn arguments(&mut self, tokens: TokenStream) -> Vec<Given> {
        let mut seen = HashSet::new();
        let mut arguments = Vec::new();
        for segment in self.segments(tokens) {
            let Some(given) = self.argument(&segment) else {
                continue;
            };
            if !seen.insert(given.key()) && !may_repeat(self.attribute, given.key()) {
                self.violations.report(
                    Violation::new(Rule::RepeatedArgument, &given.name)
                        .with("argument", given.key()),
                );
                continue;
            }
            arguments.push(given);
        }
        arguments
    }

    fn segments(&mut self, tokens: TokenStream) -> Vec<Vec<TokenTree>> {
        let mut segments = Vec::new();
        let mut segment = Vec::new();
        for token in without_invisible_groups(tokens) {
            match &token {
                TokenTree::Punct(punct) if punct.as_char() == ',' => {
                    if segment.is_empty() {
                        self.not_an_argument(&token);
                    } else {
                        segments.push(core::mem::take(&mut segment));
                    }
                }
                _ => segment.push(token),
            }
        }
        if !segment.is_empty() {
            segments.push(segment);
        }
        segments
    }

    fn argument(&mut self, segment: &[TokenTree]) -> Option<Given> {
        let (first, rest) = segment.split_first()?;
        let TokenTree::Ident(name) = first else {
            self.not_an_argument(first);
            return None;
        };
        let Some(specification) = self.known.iter().find(|known| *name == known.key) else {
            self.unknown(name);
            return None;
        };
        let value = match rest {
            [] => Value::None,
            [TokenTree::Punct(equals), value @ ..] if equals.as_char() == '=' => {
                Value::Assigned(value.iter().cloned().collect())
            }
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
                Value::List(group.clone())
            }
            _ => {
                let rest: TokenStream = rest.iter().cloned().collect();
                self.wrong(specification, &rest, "a value in another form");
                return None;
            }
        };
        Some(Given {
            name: name.clone(),
            specification,
            value,
        })
    }

    fn not_an_argument(&mut self, token: &TokenTree) {
        let usages: Vec<_> = self
            .known
            .iter()
            .map(|known| format!("`{}`", known.usage))
            .collect();
        self.violations.report(
            Violation::new(Rule::NotAnArgument, token)
                .with("attribute", self.attribute)
                .with("found", brief(&token.to_token_stream()))
                .advise(format_args!("write one of {}", usages.join(", "))),
        );
    }

    fn unknown(&mut self, name: &Ident) {
        let word = name.unraw().to_string();
        let usage = |key: &str| {
            self.known
                .iter()
                .find(|known| known.key == key)
                .map_or("", |known| known.usage)
        };
        let elsewhere = ATTRIBUTES
            .iter()
            .find(|(_, arguments)| arguments.iter().any(|known| known.key == word));
        let advice = match (
            nearest(&word, self.known.iter().map(|known| known.key)),
            elsewhere,
        ) {
            (_, Some((attribute, _))) => {
                format!("`{word}` is an argument of `#[{attribute}]`; remove it here")
            }
            (Some(near), None) => format!("did you mean `{}`?", usage(near)),
            (None, None) => {
                let all: Vec<_> = self
                    .known
                    .iter()
                    .map(|known| format!("`{}`", known.key))
                    .collect();
                format!("its arguments are {}", all.join(", "))
            }
        };
        self.violations.report(
            Violation::new(Rule::UnknownArgument, name)
                .with("attribute", self.attribute)
                .with("argument", word)
                .advise(advice),
        );
    }

    fn wrong(&mut self, specification: &Argument, found: &impl ToTokens, wanted: &str) {
        self.violations.report(
            Violation::new(Rule::WrongValue, found)
                .with("argument", specification.key)
                .with("wanted", wanted)
                .with(
                    "found",
                    format_args!("`{}`", brief(&found.to_token_stream())),
                )
                .with("usage", specification.usage),
        );
    }

    pub(super) fn report(&mut self, violation: Violation) {
        self.violations.report(violation);
    }

    fn missing(&mut self, given: &Given) {
        self.violations.report(
            Violation::new(Rule::MissingValue, &given.name)
                .with("argument", given.key())
                .with("usage", given.specification.usage),
        );
    }

    /// The value behind `=`, of the kind that `parser` reads.
    pub(super) fn assigned<T>(
        &mut self,
        given: &Given,
        wanted: &str,
        parser: impl Parser<Output = T>,
    ) -> Option<T> {
        match &given.value {
            Value::Assigned(tokens) if !tokens.is_empty() => {
                let value = parser.parse2(tokens.clone()).ok();
                if value.is_none() {
                    self.wrong(given.specification, tokens, wanted);
                }
                value
            }
            Value::List(group) => {
                self.wrong(given.specification, group, wanted);
                None
            }
            Value::None | Value::Assigned(_) => {
                self.missing(given);
                None
            }
        }
    }

    /// The elements between the parentheses, each of the kind that `T` reads.
    fn listed<T: Parse>(&mut self, given: &Given, wanted: &str) -> Vec<T> {
        let group = match &given.value {
            Value::List(group) if !group.stream().is_empty() => group,
            Value::Assigned(tokens) if !tokens.is_empty() => {
                self.wrong(given.specification, tokens, wanted);
                return Vec::new();
            }
            _ => {
                self.missing(given);
                return Vec::new();
            }
        };
        let list = Punctuated::<T, Token![,]>::parse_terminated.parse2(group.stream());
        if list.is_err() {
            self.wrong(given.specification, &group.stream(), wanted);
        }
        list.into_iter().flatten().collect()
    }

    /// A word without a value counts as given, whatever was written behind it.
    pub(super) fn flag(&mut self, given: &Given) {
        match &given.value {
            Value::None => {}
            Value::Assigned(tokens) if tokens.is_empty() => {
                self.wrong(given.specification, &given.name, "no value");
            }
            Value::Assigned(tokens) => self.wrong(given.specification, tokens, "no value"),
            Value::List(group) => self.wrong(given.specification, group, "no value"),
        }
    }

    pub(super) fn path(&mut self, given: &Given) -> Option<Path> {
        self.assigned(given, "the path of the crate", Path::parse_mod_style)
    }

    pub(super) fn component_path(&mut self, given: &Given) -> Option<Path> {
        self.assigned(given, "the path of a component", Path::parse_mod_style)
    }

    pub(super) fn enforcement(&mut self, given: &Given) -> Option<(Enforcement, LitStr)> {
        let wanted = "the string \"deny\" or \"warn\"";
        let word = self.assigned(given, wanted, <LitStr as Parse>::parse)?;
        let known = Enforcement::ALL
            .iter()
            .find(|level| level.word() == word.value());
        if known.is_none() {
            self.wrong(given.specification, &word, wanted);
        }
        Some((*known?, word))
    }

    /// `"deny"`; `None` for all else, which is reported.
    pub(super) fn denial(&mut self, given: &Given) -> Option<Ident> {
        let wanted = "the string \"deny\"";
        let level = self.assigned(given, wanted, <LitStr as Parse>::parse)?;
        if level.value() == "deny" {
            return Some(given.name.clone());
        }
        self.wrong(given.specification, &level, wanted);
        None
    }

    pub(super) fn allowed_derive(&mut self, given: &Given) -> Option<Ident> {
        let wanted = "`Clone`, the one derive that can be allowed";
        let mut allowed = None;
        for derive in self.listed::<Ident>(given, wanted) {
            if derive != "Clone" {
                self.wrong(given.specification, &derive, wanted);
            } else if allowed.replace(derive.clone()).is_some() {
                self.repeated(&derive);
            }
        }
        allowed
    }

    fn repeated(&mut self, place: &impl ToTokens) {
        self.violations.report(
            Violation::new(Rule::RepeatedArgument, place)
                .with("argument", brief(&place.to_token_stream())),
        );
    }

    pub(super) fn interfaces(&mut self, given: &Given) -> Vec<Path> {
        let mut interfaces: Vec<Path> = Vec::new();
        for interface in self.listed::<Path>(given, "the paths of traits") {
            let text = interface.to_token_stream().to_string();
            if interfaces
                .iter()
                .any(|known| known.to_token_stream().to_string() == text)
            {
                self.repeated(&interface);
            } else {
                interfaces.push(interface);
            }
        }
        interfaces
    }

    pub(super) fn scope(&mut self, given: &Given) -> Option<Scope> {
        let wanted = "`transient`, `singleton` or `context(Type)`";
        let value = self.assigned(given, wanted, <TokenStream as Parse>::parse)?;
        let tokens: Vec<TokenTree> = value.clone().into_iter().collect();
        let scope = match tokens.as_slice() {
            [TokenTree::Ident(word)] if word == "transient" => Some(Scope::Transient),
            [TokenTree::Ident(word)] if word == "singleton" => Some(Scope::Singleton),
            [TokenTree::Ident(word), TokenTree::Group(group)] if word == "context" => {
                syn::parse2::<Type>(group.stream())
                    .ok()
                    .map(|context| Scope::Context(Box::new(context)))
            }
            _ => None,
        };
        if scope.is_none() {
            self.wrong(given.specification, &value, wanted);
        }
        scope
    }

    /// A word with or without a name behind it.
    pub(super) fn sole(&mut self, given: &Given) -> Sole {
        let name = match &given.value {
            Value::None => None,
            _ => self.component_name(given),
        };
        Sole {
            word: given.name.clone(),
            name,
        }
    }

    /// A name that becomes a symbol: of a component, or of a sole interface.
    pub(super) fn component_name(&mut self, given: &Given) -> Option<LitStr> {
        let name = self.assigned(given, "a string", <LitStr as Parse>::parse)?;
        let text = name.value();
        let defect = if text.is_empty() {
            "is empty"
        } else if text.contains("__") {
            "contains two underscores in a row, which stand for `::` in the generated symbol"
        } else if !text.split("::").all(is_identifier) {
            "is not a path of identifiers"
        } else if text.contains("_::") || text.contains("::_") {
            "has an underscore beside `::`, which is written as two in the generated symbol"
        } else {
            return Some(name);
        };
        self.violations.report(
            Violation::new(Rule::InvalidName, &name)
                .with("name", text)
                .with("defect", defect),
        );
        None
    }

    pub(super) fn canonical(&mut self, given: &Given) -> Option<(LitStr, Path)> {
        let wanted = "a string with a path that starts with `crate::`";
        let text = self.assigned(given, wanted, <LitStr as Parse>::parse)?;
        match text.parse_with(Path::parse_mod_style) {
            Ok(path)
                if path.segments.len() > 1
                    && path
                        .segments
                        .first()
                        .is_some_and(|first| first.ident == "crate") =>
            {
                Some((text, path))
            }
            _ => {
                self.wrong(given.specification, &text, wanted);
                None
            }
        }
    }
}

/// Whether an argument is given once for each of several things.
fn may_repeat(attribute: &str, key: &str) -> bool {
    attribute == names::NO_HARDCODED && key == "allow"
}

/// Whether the text is one identifier, to the letter.
fn is_identifier(text: &str) -> bool {
    syn::parse_str::<Ident>(text).is_ok_and(|ident| ident == text && !text.starts_with("r#"))
}

/// The tokens as text, cut where a message would get too long.
fn brief(tokens: &TokenStream) -> String {
    const LONGEST: usize = 60;
    let text = tokens.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
