//! Tokens that are read one after the other.

use core::cell::{Cell, RefCell};
use core::fmt;
use std::rc::Rc;

use proc_macro2::{Delimiter, Group, Ident, Literal, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;

use super::token::Token;

/// What reading gives.
pub type Result<T> = core::result::Result<T, Error>;

/// The tokens that a syntax is read of.
pub type ParseStream<'a> = &'a ParseBuffer;

/// What cannot be read, and where.
#[derive(Clone, Debug)]
pub struct Error {
    place: Span,
    message: String,
}

impl Error {
    /// An error at one place.
    pub fn new(place: Span, message: impl fmt::Display) -> Self {
        Self::text(place, message.to_string())
    }

    /// An error at the first of some tokens.
    pub fn new_spanned(place: impl ToTokens, message: impl fmt::Display) -> Self {
        let first = place.into_token_stream().into_iter().next();
        let place = first.map_or_else(Span::call_site, |token| token.span());
        Self::text(place, message.to_string())
    }

    // Not generic, so that it is compiled once.
    fn text(place: Span, message: String) -> Self {
        Self { place, message }
    }

    /// Where it is.
    #[must_use]
    pub fn span(&self) -> Span {
        self.place
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

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

/// What the next token may be.
#[derive(Clone, Copy)]
pub enum Peek {
    /// A name, which is no keyword.
    Name,
    /// A string.
    Str,
    /// A lifetime.
    Lifetime,
    /// Something in brackets of this kind.
    Group(Delimiter),
}

/// A token, and the text of a word: to ask the compiler for it costs more than to keep it.
type Worded = (TokenTree, Option<Box<str>>);

fn worded(tokens: TokenStream) -> Rc<[Worded]> {
    let word = |token: TokenTree| {
        let word = match &token {
            TokenTree::Ident(ident) => Some(ident.to_string().into_boxed_str()),
            _ => None,
        };
        (token, word)
    };
    tokens.into_iter().map(word).collect()
}

/// Where reading is. The groups without brackets that a `macro_rules!` puts around its fragments are entered where a
/// single token is read.
#[derive(Clone)]
struct Cursor {
    tokens: Rc<[Worded]>,
    at: usize,
    /// The groups around the tokens, the outermost first.
    around: Vec<(Rc<[Worded]>, usize)>,
}

impl Cursor {
    fn new(tokens: TokenStream) -> Self {
        Self {
            tokens: worded(tokens),
            at: 0,
            around: Vec::new(),
        }
    }

    /// The next token as it was written.
    fn token(&self) -> Option<&Worded> {
        self.tokens.get(self.at)
    }

    fn advance(&mut self) {
        self.at += 1;
        self.leave();
    }

    /// Goes on behind the groups that end here.
    fn leave(&mut self) {
        while self.at >= self.tokens.len()
            && let Some((tokens, at)) = self.around.pop()
        {
            (self.tokens, self.at) = (tokens, at);
        }
    }

    /// Goes into the groups without brackets that start here.
    fn enter(&mut self) {
        while let Some((TokenTree::Group(group), _)) = self.token()
            && group.delimiter() == Delimiter::None
        {
            let inner = worded(group.stream());
            self.at += 1;
            let around = core::mem::replace(&mut self.tokens, inner);
            self.around.push((around, core::mem::take(&mut self.at)));
            self.leave();
        }
    }

    fn starts_unbracketed(&self) -> bool {
        matches!(self.token(), Some((TokenTree::Group(group), _)) if group.delimiter() == Delimiter::None)
    }

    fn is(&self, wanted: Peek) -> bool {
        if let Peek::Group(Delimiter::None) = wanted {
            return self.starts_unbracketed();
        }
        if self.starts_unbracketed() {
            let mut inner = self.clone();
            inner.enter();
            return inner.is(wanted);
        }
        match (wanted, self.token()) {
            (Peek::Name, Some((TokenTree::Ident(_), Some(word)))) => !is_keyword(word),
            (Peek::Str, Some((TokenTree::Literal(literal), _))) => is_string(literal),
            (Peek::Lifetime, Some((TokenTree::Punct(mark), _))) => mark.as_char() == '\'',
            (Peek::Group(delimiter), Some((TokenTree::Group(group), _))) => {
                group.delimiter() == delimiter
            }
            _ => false,
        }
    }

    /// Whether a keyword or punctuation marks are next.
    fn is_text(&self, text: &str) -> bool {
        if self.starts_unbracketed() {
            let mut inner = self.clone();
            inner.enter();
            return inner.is_text(text);
        }
        match self.token() {
            Some((TokenTree::Ident(_), word)) => word.as_deref() == Some(text),
            Some((TokenTree::Punct(_), _)) => self.marks(text).is_some(),
            _ => false,
        }
    }

    /// The place of the punctuation marks, if they are the next tokens.
    fn marks(&self, text: &str) -> Option<Span> {
        let mut at = self.at;
        let mut place = None;
        let mut rest = text.chars().peekable();
        while let Some(character) = rest.next() {
            let (TokenTree::Punct(mark), _) = self.tokens.get(at)? else {
                return None;
            };
            let joint = mark.spacing() == Spacing::Joint;
            if mark.as_char() != character || rest.peek().is_some() && !joint {
                return None;
            }
            place = place.or_else(|| Some(mark.span()));
            at += 1;
        }
        place
    }
}

fn is_string(literal: &Literal) -> bool {
    let text = literal.to_string();
    text.starts_with(['"', 'r'])
}

/// Whether a word is no name.
pub(crate) fn is_keyword(word: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "Self", "_", "abstract", "as", "async", "await", "become", "box", "break", "const",
        "continue", "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for",
        "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override",
        "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
        "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
    ];
    KEYWORDS.binary_search(&word).is_ok()
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
