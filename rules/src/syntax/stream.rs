//! Tokens that are read one after the other.

mod cursor;
mod error;

use core::cell::{Cell, RefCell};
use core::fmt;
use std::rc::Rc;

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};

use super::token::Token;
use cursor::Cursor;
pub use cursor::Peek;
pub(crate) use cursor::is_keyword;
pub use error::{Error, Result};

/// The tokens that a syntax is read of.
pub type ParseStream<'a> = &'a ParseBuffer;

/// What can be read of tokens.
pub trait Parse: Sized {
    /// Reads it, and moves behind it.
    ///
    /// # Errors
    ///
    /// The next tokens are something else.
    fn parse(input: ParseStream<'_>) -> Result<Self>;
}

/// A function that reads tokens.
pub trait Parser: Sized {
    /// What it reads.
    type Output;

    /// Reads all of the tokens.
    ///
    /// # Errors
    ///
    /// They are something else, or more follows.
    fn parse2(self, tokens: TokenStream) -> Result<Self::Output>;
}

impl<T, F: FnOnce(ParseStream<'_>) -> Result<T>> Parser for F {
    type Output = T;

    fn parse2(self, tokens: TokenStream) -> Result<T> {
        let input = ParseBuffer::new(tokens, Span::call_site());
        let parsed = self(&input)?;
        input.finish()?;
        Ok(parsed)
    }
}

/// Reads all of the tokens.
///
/// # Errors
///
/// They are something else, or more follows.
pub fn parse2<T: Parse>(tokens: TokenStream) -> Result<T> {
    let input = ParseBuffer::new(tokens, Span::call_site());
    let parsed = T::parse(&input)?;
    input.finish()?;
    Ok(parsed)
}

/// Reads all of a text.
///
/// # Errors
///
/// It is something else, or no Rust.
pub fn parse_str<T: Parse>(text: &str) -> Result<T> {
    let tokens = text.parse::<TokenStream>();
    parse2(tokens.map_err(|error| Error::new(error.span(), error))?)
}

/// Reads tokens that were written for it.
///
/// # Panics
///
/// They are something else.
#[doc(hidden)]
#[must_use]
pub fn written<T: Parse>(tokens: TokenStream) -> T {
    match parse2(tokens) {
        Ok(parsed) => parsed,
        Err(error) => panic!("what was written for it can be read: {error}"),
    }
}

/// Tokens of one level, and how far they were read.
pub struct ParseBuffer {
    cursor: RefCell<Cursor>,
    /// Where the tokens end.
    end: Span,
    /// The first token in brackets that nothing has read.
    left: Rc<Cell<Option<Span>>>,
}

impl ParseBuffer {
    fn new(tokens: TokenStream, end: Span) -> Self {
        Self {
            cursor: RefCell::new(Cursor::new(tokens)),
            end,
            left: Rc::default(),
        }
    }

    fn finish(&self) -> Result<()> {
        let left = self.first_left().or_else(|| self.left.get());
        left.map_or(Ok(()), |place| Err(Error::new(place, "unexpected token")))
    }

    fn first_left(&self) -> Option<Span> {
        let cursor = self.cursor.borrow();
        cursor.token().map(|(token, _)| token.span())
    }

    /// Reads what is wanted.
    ///
    /// # Errors
    ///
    /// The next tokens are something else.
    pub fn parse<T: Parse>(&self) -> Result<T> {
        T::parse(self)
    }

    /// Reads by a function.
    ///
    /// # Errors
    ///
    /// The next tokens are something else.
    pub fn call<T>(&self, parser: fn(ParseStream<'_>) -> Result<T>) -> Result<T> {
        parser(self)
    }

    /// Whether this is next.
    #[must_use]
    pub fn peek(&self, wanted: Peek) -> bool {
        self.cursor.borrow().is(wanted)
    }

    /// Whether this is behind the next token.
    #[must_use]
    pub fn peek2(&self, wanted: Peek) -> bool {
        let mut ahead = self.cursor.borrow().clone();
        ahead.enter();
        ahead.advance();
        ahead.is(wanted)
    }

    /// Whether this keyword, or these punctuation marks, are next.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        self.cursor.borrow().is_text(text)
    }

    /// Whether they are behind the next token.
    #[must_use]
    pub fn is2(&self, text: &str) -> bool {
        let mut ahead = self.cursor.borrow().clone();
        ahead.enter();
        ahead.advance();
        ahead.is_text(text)
    }

    /// Reads a keyword, or punctuation marks.
    ///
    /// # Errors
    ///
    /// The next token is something else.
    pub fn token(&self, text: &'static str) -> Result<Token> {
        let found = self.optional(text);
        found.ok_or_else(|| self.error(format_args!("expected `{text}`")))
    }

    /// Reads a keyword, or punctuation marks, if they are next.
    pub fn optional(&self, text: &'static str) -> Option<Token> {
        self.text(text).map(|place| Token::at(text, place))
    }

    /// Whether all was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cursor.borrow().token().is_none()
    }

    /// Where the next token is, or where the tokens end.
    #[must_use]
    pub fn span(&self) -> Span {
        self.first_left().unwrap_or(self.end)
    }

    /// An error at the next token.
    pub fn error(&self, message: impl fmt::Display) -> Error {
        if self.is_empty() {
            Error::new(self.end, format_args!("unexpected end of input, {message}"))
        } else {
            Error::new(self.span(), message)
        }
    }

    /// The same tokens, to try something.
    #[must_use]
    pub fn fork(&self) -> Self {
        Self {
            cursor: self.cursor.clone(),
            end: self.end,
            left: Rc::default(),
        }
    }

    /// Goes on where what was tried has ended.
    pub fn advance_to(&self, ahead: &Self) {
        self.cursor.replace(ahead.cursor.borrow().clone());
        if self.left.get().is_none() {
            self.left.set(ahead.left.get());
        }
    }

    /// The next token as it was written.
    pub(super) fn next(&self) -> Option<TokenTree> {
        let mut cursor = self.cursor.borrow_mut();
        let token = cursor.token()?.0.clone();
        cursor.advance();
        Some(token)
    }

    /// What stands in brackets of a kind, and the brackets.
    ///
    /// # Errors
    ///
    /// The next token is something else.
    pub fn group(&self, delimiter: Delimiter) -> Result<(Group, Self)> {
        let group = self.whole_group(delimiter)?;
        let content = Self {
            cursor: RefCell::new(Cursor::new(group.stream())),
            end: group.span_close(),
            left: Rc::clone(&self.left),
        };
        Ok((group, content))
    }

    /// Brackets of a kind, whatever stands in them: nothing asks the compiler for it.
    ///
    /// # Errors
    ///
    /// The next token is something else.
    pub fn whole_group(&self, delimiter: Delimiter) -> Result<Group> {
        if !self.peek(Peek::Group(delimiter)) {
            return Err(self.error(match delimiter {
                Delimiter::Parenthesis => "expected parentheses",
                Delimiter::Brace => "expected curly braces",
                Delimiter::Bracket => "expected square brackets",
                Delimiter::None => "expected invisible group",
            }));
        }
        let mut cursor = self.cursor.borrow_mut();
        if delimiter != Delimiter::None {
            cursor.enter();
        }
        let Some((TokenTree::Group(group), _)) = cursor.token() else {
            unreachable!("a group is next");
        };
        let group = group.clone();
        cursor.advance();
        Ok(group)
    }

    /// Whether an invisible group of a `macro_rules!` is next.
    pub(super) fn is_unbracketed(&self) -> bool {
        self.cursor.borrow().starts_unbracketed()
    }

    /// A keyword or punctuation marks, if they are next: where.
    pub(super) fn text(&self, text: &'static str) -> Option<Span> {
        if !self.is(text) {
            return None;
        }
        let mut cursor = self.cursor.borrow_mut();
        cursor.enter();
        let (place, length) = match cursor.token() {
            Some((TokenTree::Ident(word), _)) => (word.span(), 1),
            _ => (cursor.marks(text)?, text.len()),
        };
        for _ in 0..length {
            cursor.advance();
        }
        Some(place)
    }

    /// The next word, if `accepts` its text.
    pub(super) fn word(&self, accepts: fn(&str) -> bool) -> Option<Ident> {
        let mut ahead = self.cursor.borrow().clone();
        ahead.enter();
        let (TokenTree::Ident(ident), Some(word)) = ahead.token()? else {
            return None;
        };
        if !accepts(word) {
            return None;
        }
        let ident = ident.clone();
        ahead.advance();
        self.cursor.replace(ahead);
        Some(ident)
    }

    /// The next token, if it is a literal.
    pub(super) fn literal(&self) -> Option<Literal> {
        let mut ahead = self.cursor.borrow().clone();
        ahead.enter();
        let (TokenTree::Literal(literal), _) = ahead.token()? else {
            return None;
        };
        let literal = literal.clone();
        ahead.advance();
        self.cursor.replace(ahead);
        Some(literal)
    }

    /// All that is left.
    pub(super) fn rest(&self) -> TokenStream {
        core::iter::from_fn(|| self.next()).collect()
    }
}

/// What nothing has read is no part of what was.
impl Drop for ParseBuffer {
    fn drop(&mut self) {
        if self.left.get().is_none() {
            self.left.set(self.first_left());
        }
    }
}

impl Parse for TokenTree {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        input
            .next()
            .ok_or_else(|| input.error("expected token tree"))
    }
}

impl Parse for TokenStream {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        Ok(input.rest())
    }
}

impl Parse for Ident {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name = input.word(|word| !is_keyword(word));
        name.ok_or_else(|| {
            let keyword = input.fork().word(|_| true).filter(|word| word != "_");
            match keyword {
                Some(word) => {
                    input.error(format_args!("expected identifier, found keyword `{word}`"))
                }
                None => input.error("expected identifier"),
            }
        })
    }
}
