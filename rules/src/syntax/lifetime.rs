//! Lifetimes.

use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};

use super::stream::{Parse, ParseStream, Peek, Result};

/// `'a`
#[derive(Clone, Debug)]
pub struct Lifetime {
    /// Where the apostrophe stands.
    pub apostrophe: Span,
    /// The name behind it.
    pub ident: Ident,
}

impl Lifetime {
    /// A lifetime as it is written, with its apostrophe.
    ///
    /// # Panics
    ///
    /// There is no name behind the apostrophe.
    #[must_use]
    pub fn new(text: &str, span: Span) -> Self {
        Self {
            apostrophe: span,
            ident: Ident::new(text.trim_start_matches('\''), span),
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        self.apostrophe
    }
}

impl Lifetime {
    /// Reads one that does not start the bounds of a trait object: `'a + Trait`.
    pub(super) fn alone(input: ParseStream<'_>) -> Result<Option<Self>> {
        if !input.peek(Peek::Lifetime) {
            return Ok(None);
        }
        let ahead = input.fork();
        let lifetime = ahead.parse()?;
        if ahead.is("+") {
            return Ok(None);
        }
        input.advance_to(&ahead);
        Ok(Some(lifetime))
    }
}

impl core::fmt::Display for Lifetime {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(formatter, "'{}", self.ident)
    }
}

impl Parse for Lifetime {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(Peek::Lifetime) {
            let ahead = input.fork();
            if let (Some(apostrophe), Some(ident)) = (ahead.text("'"), ahead.word(|_| true)) {
                input.advance_to(&ahead);
                return Ok(Self { apostrophe, ident });
            }
        }
        Err(input.error("expected lifetime"))
    }
}

impl ToTokens for Lifetime {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let mut apostrophe = Punct::new('\'', Spacing::Joint);
        apostrophe.set_span(self.apostrophe);
        tokens.append(TokenTree::Punct(apostrophe));
        tokens.append(self.ident.clone());
    }
}
