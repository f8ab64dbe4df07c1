//! Components that deny addresses themselves, among the items that are looked through.

use std::collections::HashSet;

use proc_macro2::{Delimiter, Ident, TokenTree};
use syn::ext::IdentExt;

use super::skipped::{Attributes, item_end};
use crate::tokens::without_invisible_groups;

/// The names of the structs below `tokens` that are `#[ssot_component(hardcoded = "deny")]`. The compiler
/// reports what stands in their constructors.
pub(super) fn denying(tokens: &[TokenTree]) -> HashSet<String> {
    let mut names = HashSet::new();
    gather(tokens, &mut names);
    names
}

fn gather(tokens: &[TokenTree], names: &mut HashSet<String>) {
    let mut rest = tokens;
    while let Some((first, behind)) = rest.split_first() {
        if let Some((attributes, item)) = Attributes::outer(rest) {
            let end = item_end(item);
            if attributes.denying_component {
                names.extend(struct_name(&item[..end]));
            }
            rest = item;
        } else {
            if let TokenTree::Group(group) = first {
                gather(&without_invisible_groups(group.stream()), names);
            }
            rest = behind;
        }
    }
}

fn struct_name(item: &[TokenTree]) -> Option<String> {
    item.windows(2).find_map(|pair| match pair {
        [TokenTree::Ident(keyword), TokenTree::Ident(name)] if keyword == "struct" => {
            Some(text(name))
        }
        _ => None,
    })
}

/// The name of the type that an inherent impl is about: the last one outside of generic arguments.
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
