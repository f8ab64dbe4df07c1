//! Several of one kind, with a mark between them.

use proc_macro2::TokenStream;
use quote::ToTokens;

use super::stream::{Parse, ParseStream, Result};

/// Several `T` with a `P` between them.
#[derive(Clone)]
pub struct Punctuated<T, P>(Vec<(T, Option<P>)>);

impl<T, P> Default for Punctuated<T, P> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, P> Punctuated<T, P> {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Each, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator + Clone {
        self.0.iter().map(|(item, _)| item)
    }

    /// Each, to be changed.
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut T> + ExactSizeIterator {
        self.0.iter_mut().map(|(item, _)| item)
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a mark stands behind the last.
    #[must_use]
    pub fn is_terminated(&self) -> bool {
        self.0.last().is_some_and(|(_, mark)| mark.is_some())
    }

    /// The first.
    #[must_use]
    pub fn first(&self) -> Option<&T> {
        self.0.first().map(|(item, _)| item)
    }

    /// The last.
    #[must_use]
    pub fn last(&self) -> Option<&T> {
        self.0.last().map(|(item, _)| item)
    }

    /// The last, to be changed.
    pub fn last_mut(&mut self) -> Option<&mut T> {
        self.0.last_mut().map(|(item, _)| item)
    }

    /// Takes the mark behind the last.
    pub fn pop_punct(&mut self) -> Option<P> {
        self.0.last_mut()?.1.take()
    }

    /// Removes all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Reads each by `parser`, up to the end of the tokens.
    ///
    /// # Errors
    ///
    /// One of them, or a mark, is something else.
    pub fn parse_terminated_with(
        input: ParseStream<'_>,
        parser: fn(ParseStream<'_>) -> Result<T>,
    ) -> Result<Self>
    where
        P: Parse,
    {
        let mut read = Self::new();
        while !input.is_empty() {
            let item = parser(input)?;
            let mark = if input.is_empty() {
                None
            } else {
                Some(input.parse()?)
            };
            read.0.push((item, mark));
        }
        Ok(read)
    }

    /// Reads each, up to the end of the tokens.
    ///
    /// # Errors
    ///
    /// One of them, or a mark, is something else.
    pub fn parse_terminated(input: ParseStream<'_>) -> Result<Self>
    where
        T: Parse,
        P: Parse,
    {
        Self::parse_terminated_with(input, T::parse)
    }

    /// Adds what was read, and the mark behind it.
    pub(super) fn add(&mut self, item: T, mark: Option<P>) {
        self.0.push((item, mark));
    }
}

impl<T, P: Default> Punctuated<T, P> {
    /// Adds one.
    pub fn push(&mut self, item: T) {
        if let Some((_, mark)) = self.0.last_mut() {
            mark.get_or_insert_default();
        }
        self.0.push((item, None));
    }

    /// Adds one at a place.
    ///
    /// # Panics
    ///
    /// There are not as many.
    pub fn insert(&mut self, at: usize, item: T) {
        if at == self.0.len() {
            self.push(item);
        } else {
            self.0.insert(at, (item, Some(P::default())));
        }
    }
}

impl<T, P: Default> Extend<T> for Punctuated<T, P> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        for item in items {
            self.push(item);
        }
    }
}

impl<T, P: Default> FromIterator<T> for Punctuated<T, P> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut collected = Self::new();
        collected.extend(items);
        collected
    }
}

impl<T, P> IntoIterator for Punctuated<T, P> {
    type Item = T;
    type IntoIter = core::iter::Map<std::vec::IntoIter<(T, Option<P>)>, fn((T, Option<P>)) -> T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().map(|(item, _)| item)
    }
}

impl<'a, T, P> IntoIterator for &'a Punctuated<T, P> {
    type Item = &'a T;
    type IntoIter =
        core::iter::Map<core::slice::Iter<'a, (T, Option<P>)>, fn(&'a (T, Option<P>)) -> &'a T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(item, _)| item)
    }
}

impl<'a, T, P> IntoIterator for &'a mut Punctuated<T, P> {
    type Item = &'a mut T;
    type IntoIter = core::iter::Map<
        core::slice::IterMut<'a, (T, Option<P>)>,
        fn(&'a mut (T, Option<P>)) -> &'a mut T,
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut().map(|(item, _)| item)
    }
}

impl<T: ToTokens, P: ToTokens> ToTokens for Punctuated<T, P> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for (item, mark) in &self.0 {
            item.to_tokens(tokens);
            mark.to_tokens(tokens);
        }
    }
}
