//! Where in the code a literal stands.

use proc_macro2::{Delimiter, TokenTree};

/// What is around the tokens of one level: the brackets, and what stands in front of these.
#[cfg_attr(
    not(feature = "tools"),
    expect(dead_code, reason = "it tells what an address is there for")
)]
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) outer: Option<&'a Around<'a>>,
    /// What the brackets are.
    pub(super) within: Delimiter,
    /// The tokens in front of the brackets.
    pub(super) before: &'a [TokenTree],
}
