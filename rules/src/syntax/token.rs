//! Keywords and punctuation.

use core::fmt;
use core::marker::PhantomData;

use proc_macro2::{Delimiter, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};

use super::stream::{Parse, ParseStream, Peek, Result};

/// How a token is written.
pub trait Spelling {
    /// The keyword, or the marks.
    const TEXT: &'static str;
}

/// A keyword or punctuation marks. One type for all of them, so that little is compiled.
pub struct Fixed<S> {
    /// Where it stands.
    pub span: Span,
    spelling: PhantomData<S>,
}

impl<S> Fixed<S> {
    /// The token at a place.
    #[must_use]
    pub fn at(span: Span) -> Self {
        Self {
            span,
            spelling: PhantomData,
        }
    }
}

impl<S> Clone for Fixed<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Fixed<S> {}

impl<S> Default for Fixed<S> {
    fn default() -> Self {
        Self::at(Span::call_site())
    }
}

impl<S: Spelling> fmt::Debug for Fixed<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(S::TEXT)
    }
}

impl<S: Spelling> Parse for Fixed<S> {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        read(input, S::TEXT).map(Self::at)
    }
}

fn read(input: ParseStream<'_>, text: &'static str) -> Result<Span> {
    let found = input.text(text);
    found.ok_or_else(|| input.error(format_args!("expected `{text}`")))
}

impl<S: Spelling> Parse for Option<Fixed<S>> {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        Ok(input.text(S::TEXT).map(Fixed::at))
    }
}

impl<S: Spelling> ToTokens for Fixed<S> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        write(S::TEXT, self.span, tokens);
    }
}

fn write(text: &str, span: Span, tokens: &mut TokenStream) {
    if text.starts_with(|first: char| first.is_alphabetic() || first == '_') {
        return tokens.append(Ident::new(text, span));
    }
    let mut rest = text.chars().peekable();
    while let Some(mark) = rest.next() {
        let spacing = match rest.peek() {
            Some(_) => Spacing::Joint,
            None => Spacing::Alone,
        };
        let mut mark = Punct::new(mark, spacing);
        mark.set_span(span);
        tokens.append(TokenTree::Punct(mark));
    }
}

macro_rules! tokens {
    ($($name:ident $text:literal)*) => {
        /// How each is written.
        pub mod spelling {
            $(
                #[doc = concat!("`", $text, "`")]
                pub enum $name {}

                impl super::Spelling for $name {
                    const TEXT: &'static str = $text;
                }
            )*
        }

        $(
            #[doc = concat!("`", $text, "`")]
            pub type $name = Fixed<spelling::$name>;

            #[doc = concat!("`", $text, "`, to ask whether it is next.")]
            #[allow(non_upper_case_globals)]
            pub const $name: Peek = Peek::Text($text);
        )*
    };
}

tokens! {
    And "&" Arrow "->" As "as" Async "async" Auto "auto" Colon ":" Comma "," Const "const" DefaultWord "default"
    Dyn "dyn" Enum "enum" Eq "=" Extern "extern" FatArrow "=>" Fn "fn" For "for" Gt ">" Impl "impl" Lt "<" Minus "-" Mut "mut"
    Not "!" PathSep "::" Plus "+" Pound "#" Pub "pub" Question "?" Ref "ref" SelfValue "self" Semi ";" Star "*"
    Static "static" Struct "struct" Trait "trait" Type "type" Underscore "_" Unsafe "unsafe" Use "use" Where "where"
}

/// `{`, to ask whether it is next.
#[allow(non_upper_case_globals)]
pub const Brace: Peek = Peek::Group(Delimiter::Brace);

/// `(`, to ask whether it is next.
#[allow(non_upper_case_globals)]
pub const Paren: Peek = Peek::Group(Delimiter::Parenthesis);

/// `[`, to ask whether it is next.
#[allow(non_upper_case_globals)]
pub const Bracket: Peek = Peek::Group(Delimiter::Bracket);
