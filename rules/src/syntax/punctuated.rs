//! Several of one kind, with a mark between them.

use proc_macro2::TokenStream;
use quote::ToTokens;

use super::stream::{Parse, ParseStream, Result};
use super::token::Token;

/// Several `T`, with the same mark between them.
#[derive(Clone)]
pub struct Punctuated<T> {
    mark: &'static str,
    items: Vec<(T, Option<Token>)>,
}

impl<T> Punctuated<T> {
    /// None yet, with a mark such as `,` between those to come.
    #[must_use]
    pub fn new(mark: &'static str) -> Self {
        Self {
            mark,
            items: Vec::new(),
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
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator + Clone {
        self.items.iter().map(|(item, _)| item)
    }

    /// Each, to be changed.
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut T> + ExactSizeIterator {
        self.items.iter_mut().map(|(item, _)| item)
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
        self.items.last().is_some_and(|(_, mark)| mark.is_some())
    }

    /// The first.
    #[must_use]
    pub fn first(&self) -> Option<&T> {
        self.items.first().map(|(item, _)| item)
    }

    /// The last.
    #[must_use]
    pub fn last(&self) -> Option<&T> {
        self.items.last().map(|(item, _)| item)
    }

    /// The last, to be changed.
    pub fn last_mut(&mut self) -> Option<&mut T> {
        self.items.last_mut().map(|(item, _)| item)
    }

    /// Takes the mark behind the last.
    pub fn pop_punct(&mut self) -> Option<Token> {
        self.items.last_mut()?.1.take()
    }

    /// Removes all.
    pub fn clear(&mut self) {
        self.items.clear();
    }

    /// Takes all out.
    #[must_use]
    pub fn take(&mut self) -> Vec<T> {
        let items = core::mem::take(&mut self.items);
        items.into_iter().map(|(item, _)| item).collect()
    }

    /// Adds one.
    pub fn push(&mut self, item: T) {
        let mark = self.mark;
        if let Some((_, behind)) = self.items.last_mut() {
            behind.get_or_insert_with(|| Token::here(mark));
        }
        self.items.push((item, None));
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
            self.items.insert(at, (item, Some(Token::here(self.mark))));
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
            read.items.push((item, mark));
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
        self.items.push((item, mark));
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
    type IntoIter = core::iter::Map<
        core::slice::Iter<'a, (T, Option<Token>)>,
        fn(&'a (T, Option<Token>)) -> &'a T,
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter().map(|(item, _)| item)
    }
}

impl<'a, T> IntoIterator for &'a mut Punctuated<T> {
    type Item = &'a mut T;
    type IntoIter = core::iter::Map<
        core::slice::IterMut<'a, (T, Option<Token>)>,
        fn(&'a mut (T, Option<Token>)) -> &'a mut T,
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter_mut().map(|(item, _)| item)
    }
}

impl<T: ToTokens> ToTokens for Punctuated<T> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for (item, mark) in &self.items {
            item.to_tokens(tokens);
            mark.to_tokens(tokens);
        }
    }
}
