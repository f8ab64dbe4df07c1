//! `composition!` without the feature `composition`.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::quote;

use super::feature_missing;

/// The struct alone.
pub(crate) fn expand(tokens: TokenStream) -> TokenStream {
    let mut head = Vec::new();
    let mut name = None;
    for token in tokens {
        match token {
            TokenTree::Ident(word) if word == "overrides" => break,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => break,
            token => {
                name = Some(token.span());
                head.push(token);
            }
        }
    }
    let place = name.unwrap_or_else(Span::call_site);
    let report = feature_missing("composition!", "composition", place).to_report();
    let is_struct = head
        .iter()
        .any(|token| matches!(token, TokenTree::Ident(word) if word == "struct"));
    let item = is_struct.then(|| quote!(#(#head)*;));
    quote!(#item #report)
}
