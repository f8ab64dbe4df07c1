//! Where an item ends that nothing reads, or that is not finished.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

use super::super::stream::{ParseStream, Result};

/// Everything up to a semicolon, and that.
///
/// # Errors
///
/// There is none.
pub fn to_semicolon(input: ParseStream<'_>) -> Result<TokenStream> {
    let mut tokens = TokenStream::new();
    loop {
        if let Some(end) = input.optional(";") {
            end.to_tokens(&mut tokens);
            return Ok(tokens);
        }
        match input.next() {
            Some(token) => tokens.extend([token]),
            None => return Err(input.error("expected `;`")),
        }
    }
}

/// An item up to its braces or its semicolon, whichever comes first.
///
/// # Errors
///
/// It has neither.
pub fn one_item(input: ParseStream<'_>) -> Result<TokenStream> {
    let mut tokens = TokenStream::new();
    loop {
        let Some(token) = input.next() else {
            return Err(input.error("expected `;`"));
        };
        let ends = ends_item(&token);
        tokens.extend([token]);
        if ends {
            return Ok(tokens);
        }
    }
}

/// The tokens up to the next place where an item can start: behind braces or a semicolon, or in front of
/// a visibility, of `fn` or of an attribute, where one can be read.
///
/// # Errors
///
/// None.
pub fn unfinished(
    input: ParseStream<'_>,
    can_be_read: fn(ParseStream<'_>) -> bool,
) -> Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.is_empty() {
        let starts = !tokens.is_empty() && (input.is("pub") || input.is("fn") || input.is("#"));
        if starts && can_be_read(&input.fork()) {
            break;
        }
        let token: TokenTree = input.parse()?;
        let ends = ends_item(&token);
        tokens.extend([token]);
        if ends {
            break;
        }
    }
    Ok(tokens)
}

/// Whether tokens end as an item does.
#[must_use]
pub fn is_ended(tokens: &TokenStream) -> bool {
    let last = tokens.clone().into_iter().last();
    last.is_some_and(|last| ends_item(&last))
}

/// Whether an item ends with a token: with braces, or a semicolon.
fn ends_item(token: &TokenTree) -> bool {
    match token {
        // `$item` of a `macro_rules!`.
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            is_ended(&group.stream())
        }
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(mark) => mark.as_char() == ';',
        _ => false,
    }
}
