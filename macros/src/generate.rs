//! Small pieces that several expansions generate.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use ssot_rules::syntax::{AnyIdent, respanned};

/// A span whose local names no user code can mean, shown to the user at `place`.
///
/// Its hygiene also tells the compiler that the tokens are not the user's, which keeps the user's
/// lints off them.
pub(crate) fn generated_at(place: Span) -> Span {
    Span::mixed_site().located_at(place)
}

/// A generated identifier, shown to the user at `place`.
pub(crate) fn ident_at(name: &str, place: Span) -> Ident {
    Ident::new(name, generated_at(place))
}

/// A name of the user's as a generated identifier, raw: what it says may be a keyword in another edition.
pub(crate) fn own_ident(name: &Ident) -> Ident {
    const KEYWORDS: &[&str] = &["async", "await", "dyn", "gen", "try"];
    let text = name.unraw().to_string();
    let place = generated_at(name.span());
    if KEYWORDS.contains(&text.as_str()) || *name != text {
        Ident::new_raw(&text, place)
    } else {
        Ident::new(&text, place)
    }
}

/// The user's tokens, shown at another place.
pub(crate) fn shown_at(tokens: impl ToTokens, place: Span) -> TokenStream {
    respanned(tokens.to_token_stream(), &|span| span.located_at(place))
}

/// Tokens with the hygiene of generated ones.
pub(crate) fn generated(tokens: TokenStream, place: Span) -> TokenStream {
    respanned(tokens, &|_| generated_at(place))
}

/// Whether the instances of components are counted. The recorded expansions are those without.
pub(crate) fn counts_usage() -> bool {
    cfg!(all(feature = "metrics", not(test)))
}

/// The tokens of a type without the `+` that they may end in: nothing can stand behind it.
pub(crate) fn without_plus(ty: TokenStream) -> TokenStream {
    let mut tokens: Vec<_> = ty.into_iter().collect();
    while matches!(tokens.last(), Some(TokenTree::Punct(mark)) if mark.as_char() == '+') {
        tokens.pop();
    }
    tokens.into_iter().collect()
}
