//! What a literal is the value of.

use proc_macro2::{Ident, TokenTree};

/// The name in front of `=` or `:`, or the string there.
pub(super) fn key(before: &[TokenTree]) -> Option<String> {
    let before = match before {
        [rest @ .., TokenTree::Punct(mark)] if mark.as_char() == '&' => rest,
        _ => before,
    };
    match before {
        [.., key, TokenTree::Punct(mark)] if matches!(mark.as_char(), '=' | ':') => match key {
            TokenTree::Ident(ident) => Some(plain(ident)),
            _ => string(key),
        },
        _ => None,
    }
}

pub(super) fn plain(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").unwrap_or(&text).to_owned()
}

/// The text of a plain string, with its escapes.
pub(super) fn string(token: &TokenTree) -> Option<String> {
    match token {
        TokenTree::Literal(literal) => {
            let text = literal.to_string();
            let inside = text.strip_prefix('"')?.strip_suffix('"')?;
            Some(inside.to_owned())
        }
        _ => None,
    }
}
