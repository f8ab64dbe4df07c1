//! Generated items, one by one.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;
use ssot_rules::attributes::conditional;
use ssot_rules::syntax::{Attribute, Meta};

/// The generated items, each under the conditions of the item they belong to.
pub(crate) fn under(conditions: &TokenStream, items: TokenStream) -> TokenStream {
    if conditions.is_empty() {
        return items;
    }
    let items = each_item(items);
    quote!(#(#conditions #items)*)
}

/// A condition that holds where one of these does not.
pub(crate) fn absent(attributes: &[Attribute]) -> TokenStream {
    let present = present(attributes);
    quote!(#[cfg(not(#present))])
}

/// What has to hold for an item with these attributes to be there.
pub(crate) fn present(attributes: &[Attribute]) -> TokenStream {
    let mut all = Vec::new();
    for attribute in attributes {
        predicates(&attribute.meta, &mut all);
    }
    quote!(all(#(#all),*))
}

fn predicates(attribute: &Meta, all: &mut Vec<TokenStream>) {
    match attribute {
        Meta::List(list) if list.path.is_ident("cfg") => all.push(list.tokens.clone()),
        _ => {
            let Some((condition, attributes)) = conditional(attribute) else {
                return;
            };
            let mut inner = Vec::new();
            for attribute in &attributes {
                predicates(attribute, &mut inner);
            }
            for predicate in inner {
                all.push(quote!(any(not(#condition), #predicate)));
            }
        }
    }
}

/// Each of the generated items: up to its braces, or to its semicolon where a value may have braces.
fn each_item(items: TokenStream) -> Vec<TokenStream> {
    let mut each = Vec::new();
    let (mut item, mut to_semicolon, mut in_head, mut depth) = (Vec::new(), false, true, 0_usize);
    for token in items {
        let ends = match &token {
            TokenTree::Ident(word) if in_head => {
                let word = word.to_string();
                in_head = matches!(word.as_str(), "pub" | "unsafe" | "const");
                // Of `const`, the next word tells whether it is a function.
                to_semicolon = match word.as_str() {
                    "static" | "type" | "use" | "const" => true,
                    "fn" | "unsafe" | "async" | "extern" => false,
                    _ => to_semicolon,
                };
                false
            }
            TokenTree::Punct(mark) => {
                let arrow = matches!(item.last(), Some(TokenTree::Punct(before)) if "-=".contains(before.as_char()));
                match mark.as_char() {
                    '<' => depth += 1,
                    '>' if !arrow => depth = depth.saturating_sub(1),
                    _ => {}
                }
                mark.as_char() == ';' && (to_semicolon || depth == 0)
            }
            // A constant argument has braces too.
            TokenTree::Group(group) => {
                group.delimiter() == Delimiter::Brace && !to_semicolon && depth == 0
            }
            _ => false,
        };
        item.push(token);
        if ends {
            each.push(item.drain(..).collect());
            (to_semicolon, in_head, depth) = (false, true, 0);
        }
    }
    if !item.is_empty() {
        each.push(item.into_iter().collect());
    }
    each
}
