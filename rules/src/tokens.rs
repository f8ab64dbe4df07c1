//! Looking at tokens that are not syntax yet.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

/// Calls `visit` for every identifier of `tokens`, inside groups too, until it returns `true`.
pub fn any_ident(tokens: TokenStream, visit: &mut impl FnMut(&Ident) -> bool) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => visit(&ident),
        TokenTree::Group(group) => any_ident(group.stream(), visit),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Opens the invisible groups that a `macro_rules!` puts around its fragments.
pub(crate) fn without_invisible_groups(tokens: TokenStream) -> Vec<TokenTree> {
    let mut opened = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                opened.extend(without_invisible_groups(group.stream()));
            }
            token => opened.push(token),
        }
    }
    opened
}
