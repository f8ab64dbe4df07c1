//! Several of one kind, with a mark between them.

use core::slice::{Iter, IterMut};

use proc_macro2::TokenStream;
use quote::ToTokens;

use super::stream::{Parse, ParseStream, Result};
use super::token::Token;

/// Several `T`, with the same mark between them.
#[derive(Clone)]
pub struct Punctuated<T> {
    mark: &'static str,
    items: Vec<T>,
    /// The marks behind them: one for each, or for each but the last.
    marks: Vec<Token>,
}

impl<T> Punctuated<T> {
    /// None yet, with a mark such as `,` between those to come.
    #[must_use]
    pub fn new(mark: &'static str) -> Self {
        Self {
            mark,
            items: Vec::new(),
            marks: Vec::new(),
        }
    }

    /// These, with a mark between them.
    pub fn of(mark: &'static str, items: impl IntoIterator<Item = T>) -> Self {
        let mut all = Self::new(mark);
        for item in items {
            all.push(item);
        }
        all
    }

    /// Each, in order.
    pub fn iter(&self) -> Iter<'_, T> {
        self.items.iter()
    }

    /// Each, to be changed.
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Whether a mark stands behind the last.
    #[must_use]
    pub fn is_terminated(&self) -> bool {
        !self.is_empty() && self.marks.len() == self.items.len()
    }

    /// The first.
    #[must_use]
    pub fn first(&self) -> Option<&T> {
        self.items.first()
    }

    /// The last.
    #[must_use]
    pub fn last(&self) -> Option<&T> {
        self.items.last()
    }

    /// The last, to be changed.
    pub fn last_mut(&mut self) -> Option<&mut T> {
        self.items.last_mut()
    }

    /// Takes the mark behind the last.
    pub fn pop_punct(&mut self) -> Option<Token> {
        if self.is_terminated() {
            self.marks.pop()
        } else {
            None
        }
    }

    /// Removes all.
    pub fn clear(&mut self) {
        self.items.clear();
        self.marks.clear();
    }

    /// Takes all out.
    #[must_use]
    pub fn take(&mut self) -> Vec<T> {
        self.marks.clear();
        core::mem::take(&mut self.items)
    }

    /// Adds one.
    pub fn push(&mut self, item: T) {
        if self.marks.len() < self.items.len() {
            self.marks.push(Token::here(self.mark));
        }
        self.items.push(item);
    }

    /// Adds one at a place.
    ///
    /// # Panics
    ///
    /// There are not as many.
    pub fn insert(&mut self, at: usize, item: T) {
        if at == self.items.len() {
            self.push(item);
        } else {
            self.items.insert(at, item);
            self.marks.insert(at, Token::here(self.mark));
        }
    }

    /// Reads each by `parser`, with commas between them, up to the end of the tokens.
    ///
    /// # Errors
    ///
    /// One of them, or what stands between them, is something else.
    pub fn parse_terminated_with(
        input: ParseStream<'_>,
        parser: fn(ParseStream<'_>) -> Result<T>,
    ) -> Result<Self> {
        let mut read = Self::new(",");
        while !input.is_empty() {
            let item = parser(input)?;
            let mark = if input.is_empty() {
                None
            } else {
                Some(input.token(",")?)
            };
            read.add(item, mark);
        }
        Ok(read)
    }

    /// Reads each, with commas between them, up to the end of the tokens.
    ///
    /// # Errors
    ///
    /// One of them, or what stands between them, is something else.
    pub fn parse_terminated(input: ParseStream<'_>) -> Result<Self>
    where
        T: Parse,
    {
        Self::parse_terminated_with(input, T::parse)
    }

    /// Adds what was read, and the mark behind it.
    pub(super) fn add(&mut self, item: T, mark: Option<Token>) {
        self.items.push(item);
        self.marks.extend(mark);
    }
}

impl<T> IntoIterator for Punctuated<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(mut self) -> Self::IntoIter {
        self.take().into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Punctuated<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut Punctuated<T> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter_mut()
    }
}

impl<T: ToTokens> ToTokens for Punctuated<T> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for (index, item) in self.items.iter().enumerate() {
            item.to_tokens(tokens);
            self.marks.get(index).to_tokens(tokens);
        }
    }
}
