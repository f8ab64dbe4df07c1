//! Who may name an item.

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::ToTokens;

use super::super::stream::{Parse, ParseStream, Peek, Result};
use super::super::token::Token;

/// Who may name an item.
#[derive(Clone)]
pub enum Visibility {
    /// Nothing is written.
    Inherited,
    /// `pub`
    Public(Token),
    /// `pub(crate)`
    Restricted(Token, Group),
}

impl Parse for Visibility {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let Some(word) = input.optional("pub") else {
            return Ok(Self::Inherited);
        };
        if input.peek(Peek::Group(Delimiter::Parenthesis)) {
            let ahead = input.fork();
            let (group, content) = ahead.group(Delimiter::Parenthesis)?;
            let first = content.word(|word| matches!(word, "crate" | "self" | "super" | "in"));
            let named = first.is_some_and(|first| first == "in" || content.is_empty());
            if named {
                content.rest();
            }
            drop(content);
            // Otherwise it is the type of a field: `pub (A, B)`, `pub ()`.
            if named {
                input.advance_to(&ahead);
                return Ok(Self::Restricted(word, group));
            }
        }
        Ok(Self::Public(word))
    }
}

impl ToTokens for Visibility {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Inherited => {}
            Self::Public(word) => word.to_tokens(tokens),
            Self::Restricted(word, group) => {
                word.to_tokens(tokens);
                group.to_tokens(tokens);
            }
        }
    }
}
