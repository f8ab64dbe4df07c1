//! Conditions that never hold, whatever is built: `any()`, which people write to leave something out.

use proc_macro2::TokenStream;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

/// Whether an attribute leaves its item out of every build.
pub(super) fn removes(attribute: &Attribute) -> bool {
    match &attribute.meta {
        Meta::List(list) => list.path.is_ident("cfg") && never_holds(list.tokens.clone()),
        _ => false,
    }
}

/// Whether a predicate holds in no build.
pub(super) fn never_holds(predicate: TokenStream) -> bool {
    value(predicate) == Some(false)
}

/// The value of a predicate, if it is the same in every build.
fn value(predicate: TokenStream) -> Option<bool> {
    let meta: Meta = match syn::parse2(predicate.clone()) {
        Ok(meta) => meta,
        // `true` and `false` are no paths.
        Err(_) => {
            return syn::parse2::<syn::LitBool>(predicate)
                .ok()
                .map(|word| word.value);
        }
    };
    let Meta::List(list) = meta else { return None };
    let parts = Punctuated::<TokenStream, Token![,]>::parse_terminated_with;
    let parts = |input: syn::parse::ParseStream<'_>| parts(input, part);
    let parts: Vec<_> = parts
        .parse2(list.tokens)
        .ok()?
        .into_iter()
        .map(value)
        .collect();
    let word = list.path.get_ident()?.to_string();
    match word.as_str() {
        "any" if parts.contains(&Some(true)) => Some(true),
        "any" if parts.iter().all(|part| *part == Some(false)) => Some(false),
        "all" if parts.contains(&Some(false)) => Some(false),
        "all" if parts.iter().all(|part| *part == Some(true)) => Some(true),
        "not" => parts.first().copied().flatten().map(|value| !value),
        _ => None,
    }
}

/// The tokens up to the next comma.
fn part(input: syn::parse::ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        tokens.extend([input.parse::<proc_macro2::TokenTree>()?]);
    }
    Ok(tokens)
}
