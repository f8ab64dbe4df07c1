//! What cannot be read, and where.

use core::fmt;

use proc_macro2::Span;
use quote::ToTokens;

/// What reading gives.
pub type Result<T> = core::result::Result<T, Error>;

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
