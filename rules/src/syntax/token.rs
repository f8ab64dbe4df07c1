//! Keywords and punctuation.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};

/// A keyword, or punctuation marks that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    text: &'static str,
}

impl Token {
    /// The token at a place.
    #[must_use]
    pub fn at(text: &'static str, span: Span) -> Self {
        Self { span, text }
    }

    /// The token where nothing of the user's is to be shown.
    #[must_use]
    pub fn here(text: &'static str) -> Self {
        Self::at(text, Span::call_site())
    }

    /// The token as it was written, or where nothing of the user's is to be shown.
    pub(super) fn or_here(written: Option<Self>, text: &'static str) -> Self {
        written.unwrap_or_else(|| Self::here(text))
    }
}

/// Tokens in brackets that stand at a place.
pub fn in_brackets(
    delimiter: Delimiter,
    place: Span,
    inner: TokenStream,
    tokens: &mut TokenStream,
) {
    let mut group = Group::new(delimiter, inner);
    group.set_span(place);
    tokens.append(group);
}

/// The same tokens at other places, each at what `place` says of its own.
pub fn respanned(tokens: TokenStream, place: &dyn Fn(Span) -> Span) -> TokenStream {
    let mut moved = TokenStream::new();
    for mut token in tokens {
        if let TokenTree::Group(group) = &token {
            token = Group::new(group.delimiter(), respanned(group.stream(), place)).into();
        }
        let own = token.span();
        token.set_span(match &token {
            // Which crate it is, its own span says.
            TokenTree::Ident(word) if *word == "$crate" => own.located_at(place(own)),
            _ => place(own),
        });
        moved.append(token);
    }
    moved
}

impl ToTokens for Token {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let starts_word = |first: char| first.is_alphabetic() || first == '_';
        if self.text.starts_with(starts_word) {
            return tokens.append(Ident::new(self.text, self.span));
        }
        let mut rest = self.text.chars().peekable();
        while let Some(mark) = rest.next() {
            let spacing = match rest.peek() {
                Some(_) => Spacing::Joint,
                None => Spacing::Alone,
            };
            let mut mark = Punct::new(mark, spacing);
            mark.set_span(self.span);
            tokens.append(TokenTree::Punct(mark));
        }
    }
}
