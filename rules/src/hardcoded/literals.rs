//! The walk over tokens.

use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};
use quote::quote;

use super::around::Around;
use super::components::{denying, type_of_impl};
use super::identifiers::is_key;
use super::key::key;
use super::kind::Kind;
#[cfg(feature = "tools")]
use super::purpose::{Purpose, purpose};
use super::skipped::{Attributes, item_end};
use super::text::{Address, addresses};
use crate::syntax;
use crate::tokens::without_invisible_groups;

/// A literal with addresses in it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// The literal as it was written.
    pub literal: Literal,
    /// Its text. What is no UTF-8 in a string of bytes is replaced.
    pub text: String,
    /// The addresses in the text; at least one.
    pub addresses: Vec<Address>,
    /// The predicate of the `cfg` under which the literal is compiled, if it is not always.
    pub condition: Option<TokenStream>,
    /// What it is there for.
    #[cfg(feature = "tools")]
    pub purpose: Purpose,
}

/// The literals in `tokens` that hold an address, in the order in which they stand there.
///
/// All kinds of strings are searched, in the arguments of macros too. Ignored are documentation,
/// the reasons and notes in attributes of the compiler, code that is compiled for tests only, and inner items with
/// an attribute about hard-coded addresses, or whose component has one.
#[must_use]
pub fn findings(tokens: TokenStream) -> Vec<Finding> {
    let tokens = without_invisible_groups(tokens);
    let mut walk = Walk {
        found: Vec::new(),
        conditions: Vec::new(),
        denying: Vec::new(),
    };
    let around = Around {
        outer: None,
        within: Delimiter::Brace,
        before: &[],
    };
    walk.level(&tokens, &around);
    walk.found
}

struct Walk {
    found: Vec<Finding>,
    /// The predicates around the current token.
    conditions: Vec<TokenStream>,
    /// The components beside the current item whose constructors are not looked into.
    denying: Vec<String>,
}

impl Walk {
    /// The tokens between two delimiters.
    fn level(&mut self, tokens: &[TokenTree], around: &Around<'_>) {
        let outer = self.conditions.len();
        let denying_outside = core::mem::replace(&mut self.denying, denying(tokens));
        let mut rest = tokens;
        while let Some((_, behind)) = rest.split_first() {
            if let Some((attributes, behind)) = Attributes::inner(rest) {
                // It is about all that follows.
                if attributes.left_out {
                    break;
                }
                self.attributes(&attributes, around);
                self.conditions.extend(attributes.conditions);
                rest = behind;
            } else if let Some((attributes, item)) = Attributes::outer(rest) {
                let (item, behind) = item.split_at(item_end(item));
                if !attributes.left_out && !self.denies(&attributes, item) {
                    self.item(&attributes, item, around);
                }
                rest = behind;
            } else {
                self.token(tokens, tokens.len() - rest.len(), around);
                rest = behind;
            }
        }
        self.conditions.truncate(outer);
        self.denying = denying_outside;
    }

    fn denies(&self, attributes: &Attributes, item: &[TokenTree]) -> bool {
        attributes.factory && type_of_impl(item).is_some_and(|name| self.denying.contains(&name))
    }

    fn item(&mut self, attributes: &Attributes, item: &[TokenTree], around: &Around<'_>) {
        let outer = self.conditions.clone();
        self.conditions
            .extend(attributes.conditions.iter().cloned());
        self.attributes(attributes, around);
        for at in 0..item.len() {
            self.token(item, at, around);
        }
        self.conditions = outer;
    }

    /// What attributes of libraries say: defaults, messages, routes.
    fn attributes(&mut self, attributes: &Attributes, around: &Around<'_>) {
        for attribute in &attributes.of_libraries {
            self.level(attribute, around);
        }
    }

    /// One of the tokens of a level.
    fn token(&mut self, tokens: &[TokenTree], at: usize, around: &Around<'_>) {
        match &tokens[at] {
            TokenTree::Group(group) => {
                let inside = Around {
                    outer: Some(around),
                    within: group.delimiter(),
                    before: &tokens[..at],
                };
                self.level(&without_invisible_groups(group.stream()), &inside);
            }
            TokenTree::Literal(literal) => {
                let is_named = key(&tokens[..at]).is_some_and(|key| is_key(&key));
                if let Some(finding) = self.literal(literal, is_named) {
                    #[cfg(feature = "tools")]
                    let finding = Finding {
                        purpose: purpose(tokens, at, around),
                        ..finding
                    };
                    self.found.push(finding);
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }

    /// `is_named` if the key in front declares a URL as an identifier.
    fn literal(&self, literal: &Literal, is_named: bool) -> Option<Finding> {
        let text = text_of(literal)?;
        let mut addresses = addresses(&text);
        addresses.retain(|address| !(is_named && address.kind == Kind::Url));
        if addresses.is_empty() {
            return None;
        }
        let conditions = &self.conditions;
        Some(Finding {
            literal: literal.clone(),
            text,
            addresses,
            condition: match conditions.as_slice() {
                [] => None,
                [condition] => Some(condition.clone()),
                _ => Some(quote!(all(#(#conditions),*))),
            },
            #[cfg(feature = "tools")]
            purpose: Purpose::Unknown,
        })
    }
}

/// The text of a string, a string of bytes or one for C, raw or not.
fn text_of(literal: &Literal) -> Option<String> {
    let bytes = syntax::value(&literal.to_string())?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
