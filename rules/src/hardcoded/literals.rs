//! The walk over tokens.

use std::collections::HashSet;

use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::quote;
use syn::Lit;

use super::components::{denying, type_of_impl};
use super::skipped::{Attributes, item_end};
use super::text::{Address, addresses};
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
}

/// The literals in `tokens` that hold an address, in the order in which they stand there.
///
/// Looked at are the strings of every kind, in the arguments of macros too. Left out are documentation,
/// the reasons and notes in attributes of the compiler, what is compiled for tests only, and items that
/// have an attribute about hard-coded addresses of their own, or whose component has.
#[must_use]
pub fn findings(tokens: TokenStream) -> Vec<Finding> {
    let tokens = without_invisible_groups(tokens);
    let mut walk = Walk {
        found: Vec::new(),
        conditions: Vec::new(),
        denying: HashSet::new(),
    };
    walk.level(&tokens);
    walk.found
}

struct Walk {
    found: Vec<Finding>,
    /// The predicates around the current token.
    conditions: Vec<TokenStream>,
    /// The components beside the current item whose constructors are not looked into.
    denying: HashSet<String>,
}

impl Walk {
    /// The tokens between two delimiters.
    fn level(&mut self, tokens: &[TokenTree]) {
        let outer = self.conditions.len();
        let around = core::mem::replace(&mut self.denying, denying(tokens));
        let mut rest = tokens;
        while let Some((first, behind)) = rest.split_first() {
            if let Some((attributes, behind)) = Attributes::inner(rest) {
                // It is about all that follows.
                if attributes.left_out {
                    break;
                }
                self.attributes(&attributes);
                self.conditions.extend(attributes.conditions);
                rest = behind;
            } else if let Some((attributes, item)) = Attributes::outer(rest) {
                let (item, behind) = item.split_at(item_end(item));
                if !attributes.left_out && !self.denies(&attributes, item) {
                    self.item(&attributes, item);
                }
                rest = behind;
            } else {
                self.token(first);
                rest = behind;
            }
        }
        self.conditions.truncate(outer);
        self.denying = around;
    }

    fn denies(&self, attributes: &Attributes, item: &[TokenTree]) -> bool {
        attributes.factory && type_of_impl(item).is_some_and(|name| self.denying.contains(&name))
    }

    fn item(&mut self, attributes: &Attributes, item: &[TokenTree]) {
        let outer = self.conditions.clone();
        self.conditions
            .extend(attributes.conditions.iter().cloned());
        self.attributes(attributes);
        for token in item {
            self.token(token);
        }
        self.conditions = outer;
    }

    /// What attributes of libraries say: defaults, messages, routes.
    fn attributes(&mut self, attributes: &Attributes) {
        for arguments in &attributes.arguments {
            self.level(arguments);
        }
    }

    fn token(&mut self, token: &TokenTree) {
        match token {
            TokenTree::Group(group) => self.level(&without_invisible_groups(group.stream())),
            TokenTree::Literal(literal) => self.literal(literal),
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }

    fn literal(&mut self, literal: &Literal) {
        let Some(text) = text_of(literal) else { return };
        let addresses = addresses(&text);
        if addresses.is_empty() {
            return;
        }
        let conditions = &self.conditions;
        self.found.push(Finding {
            literal: literal.clone(),
            text,
            addresses,
            condition: match conditions.as_slice() {
                [] => None,
                [condition] => Some(condition.clone()),
                _ => Some(quote!(all(#(#conditions),*))),
            },
        });
    }
}

/// The text of a string, a string of bytes or one for C, raw or not.
fn text_of(literal: &Literal) -> Option<String> {
    match Lit::new(literal.clone()) {
        Lit::Str(text) => Some(text.value()),
        Lit::ByteStr(bytes) => Some(String::from_utf8_lossy(&bytes.value()).into_owned()),
        Lit::CStr(text) => Some(text.value().to_string_lossy().into_owned()),
        _ => None,
    }
}
