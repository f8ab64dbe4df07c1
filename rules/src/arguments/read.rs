//! Reading arguments one by one, with every mistake reported at its own token.

mod mock;
mod permission;
mod values;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;

use super::grammar::{ATTRIBUTES, Argument};
use crate::catalogue::Rule;
use crate::names;
use crate::nearest::nearest;
use crate::syntax::{AnyIdent, Parse, Parser, Punctuated};
use crate::tokens::{text, without_invisible_groups};
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
        let mut arguments: Vec<Given> = Vec::new();
        for segment in self.segments(tokens) {
            let Some(given) = self.argument(&segment) else {
                continue;
            };
            let is_repeated = arguments.iter().any(|seen| seen.key() == given.key());
            if is_repeated && !may_repeat(self.attribute, given.key()) {
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
        let known = self.known.iter().find(|known| *name == known.key);
        let specification = known.or_else(|| self.unknown(name))?;
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

    /// Reports a name that is none of an argument. A misspelt one is read as the one that was meant, so that nothing else
    /// is reported because that is missing.
    fn unknown(&mut self, name: &Ident) -> Option<&'static Argument> {
        let word = name.unraw().to_string();
        let near = nearest(&word, self.known.iter().map(|known| known.key));
        let near = self.known.iter().find(|known| near == Some(known.key));
        let elsewhere = ATTRIBUTES
            .iter()
            .find(|(_, arguments)| arguments.iter().any(|known| known.key == word));
        let mut meant = None;
        let advice = match (near, elsewhere) {
            _ if self.attribute == names::CONFIG && word == "name" => {
                "write `rename = \"..\"`".to_owned()
            }
            (_, Some((attribute, _))) => {
                format!("`{word}` is an argument of `#[{attribute}]`; remove it here")
            }
            (Some(near), None) => {
                meant = Some(near);
                format!("did you mean `{}`?", near.usage)
            }
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
        meant
    }

    fn wrong(&mut self, specification: &Argument, found: &impl ToTokens, wanted: &str) {
        self.wrong_tokens(specification, &found.to_token_stream(), "", wanted);
    }

    /// A word that is none of those that the argument takes.
    fn wrong_word(
        &mut self,
        given: &Given,
        (place, word): (&impl ToTokens, &str),
        wanted: &str,
        known: &[(&str, &str)],
    ) {
        let near = nearest(word, known.iter().map(|(known, _)| *known));
        let Some((_, written)) = known.iter().find(|(known, _)| near == Some(known)) else {
            return self.wrong(given.specification, place, wanted);
        };
        let key = given.key();
        let violation = wrong_value(given.specification, &place.to_token_stream(), "", wanted);
        self.violations
            .report(violation.advise(format_args!("did you mean `{key} = {written}`?")));
    }

    /// `before` stands in front of what was found, and is a part of the mistake.
    fn wrong_tokens(
        &mut self,
        specification: &Argument,
        found: &TokenStream,
        before: &str,
        wanted: &str,
    ) {
        let violation = wrong_value(specification, found, before, wanted);
        self.violations
            .report(violation.with("usage", specification.usage));
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

    fn repeated(&mut self, place: &impl ToTokens) {
        self.violations.report(
            Violation::new(Rule::RepeatedArgument, place)
                .with("argument", brief(&place.to_token_stream())),
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
                let wanted = format!("{wanted}, in parentheses");
                self.wrong_tokens(given.specification, tokens, "= ", &wanted);
                // What was meant counts, so that nothing is reported because it is missing.
                let list = Punctuated::<T>::parse_terminated.parse2(tokens.clone());
                return list.map_or_else(|_| Vec::new(), |mut list| list.take());
            }
            _ => {
                self.missing(given);
                return Vec::new();
            }
        };
        let mut list = Punctuated::<T>::parse_terminated.parse2(group.stream());
        if list.is_err() {
            self.wrong(given.specification, &group.stream(), wanted);
            list = Punctuated::<T>::parse_terminated.parse2(without_dyn(group.stream()));
        }
        list.map_or_else(|_| Vec::new(), |mut list| list.take())
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
}

/// The list as it was meant where compositions write `dyn Interface`.
fn without_dyn(list: TokenStream) -> TokenStream {
    let mut starts = true;
    let meant = list.into_iter().filter(|token| {
        let is_dyn = starts && matches!(token, TokenTree::Ident(word) if word == "dyn");
        starts = matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
        !is_dyn
    });
    meant.collect()
}

/// What is no value of the argument, without what to write instead.
fn wrong_value(
    specification: &Argument,
    found: &TokenStream,
    before: &str,
    wanted: &str,
) -> Violation {
    Violation::new(Rule::WrongValue, found)
        .with("argument", specification.key)
        .with("wanted", wanted)
        .with("found", format_args!("`{before}{}`", brief(found)))
}

/// Whether an argument is given once for each of several things.
fn may_repeat(attribute: &str, key: &str) -> bool {
    attribute == names::NO_HARDCODED && key == "allow"
        || key == names::REPLACES
        || key == names::ALIAS
}

/// The tokens as text, cut where a message would get too long.
fn brief(tokens: &TokenStream) -> String {
    const LONGEST: usize = 60;
    let text = text(tokens.clone(), false);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
