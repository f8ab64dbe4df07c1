//! Components that deny addresses themselves, among the items that are looked through.
//!
//! Only what is certain counts, because what is left out here is left to the compiler: a struct that is one
//! under all conditions, and the constructors of that very name beside it.

use proc_macro2::{Delimiter, Ident, TokenTree};

use super::skipped::{Attributes, item_end};
use crate::syntax::AnyIdent;

/// The names of the structs among the items `tokens` that are `#[ssot_component(hardcoded = "deny")]`. The
/// compiler reports what stands in their constructors.
pub(super) fn denying(tokens: &[TokenTree]) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = tokens;
    while let Some((_, behind)) = rest.split_first() {
        rest = match Attributes::outer(rest) {
            None => behind,
            Some((attributes, item)) => {
                let (item, behind) = item.split_at(item_end(item));
                if attributes.denying_component && attributes.conditions.is_empty() {
                    names.extend(struct_name(item));
                }
                behind
            }
        };
    }
    names
}

fn struct_name(item: &[TokenTree]) -> Option<String> {
    item.windows(2).find_map(|pair| match pair {
        [TokenTree::Ident(keyword), TokenTree::Ident(name)] if keyword == "struct" => {
            Some(text(name))
        }
        _ => None,
    })
}

/// The name of the type that an inherent impl is about: the last one outside of generic arguments. `None` behind
/// a path, which may lead to another type of the name.
pub(super) fn type_of_impl(item: &[TokenTree]) -> Option<String> {
    let mut depth = 0_usize;
    let mut name = None;
    let mut previous = None;
    for token in item {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '<' => depth += 1,
            // The arrow of a function type closes nothing.
            TokenTree::Punct(punct) if punct.as_char() == '>' && previous != Some('-') => {
                depth = depth.saturating_sub(1);
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' && depth == 0 => return None,
            TokenTree::Ident(word) if depth == 0 && word == "where" => break,
            TokenTree::Ident(word) if depth == 0 => name = Some(text(word)),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace && depth == 0 => break,
            _ => {}
        }
        previous = match token {
            TokenTree::Punct(punct) => Some(punct.as_char()),
            _ => None,
        };
    }
    name
}

fn text(name: &Ident) -> String {
    name.unraw().to_string()
}
