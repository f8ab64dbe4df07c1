//! The syntax tree of a file or an item, with the bytes of everything in the file.

use std::ops::Range;

use proc_macro2::Span;
use syn::ItemImpl;
use syn::parse::Parse;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use crate::index;

/// A parsed file, or an item of it.
pub(crate) struct Syntax<'a, T = syn::File> {
    pub(crate) text: &'a str,
    pub(crate) tree: T,
    /// The bytes before its first token.
    skipped: usize,
}

impl<'a, T: Parse> Syntax<'a, T> {
    /// Parses some bytes of a text.
    pub(crate) fn of_part(text: &'a str, part: Range<usize>) -> syn::Result<Self> {
        Ok(Self {
            text,
            tree: syn::parse_str(&text[part.clone()])?,
            skipped: part.start,
        })
    }

    /// The bytes from the first token of something to its last.
    pub(crate) fn range(&self, of: &impl Spanned) -> Range<usize> {
        self.bytes(of.span())
    }

    pub(crate) fn bytes(&self, span: Span) -> Range<usize> {
        let range = span.byte_range();
        range.start + self.skipped..range.end + self.skipped
    }

    pub(crate) fn text_of(&self, of: &impl Spanned) -> &'a str {
        &self.text[self.range(of)]
    }
}

impl<'a> Syntax<'a> {
    pub(crate) fn read(text: &'a str) -> Option<Self> {
        Self::of_part(text, index::skipped(text)..text.len()).ok()
    }

    /// The impl whose word `impl`, or what stands before it, starts at a byte.
    pub(crate) fn impl_at(&self, start: usize) -> Option<&ItemImpl> {
        struct Impls<'b, 's, 'a>(&'s Syntax<'a>, usize, Option<&'b ItemImpl>);
        impl<'b> Visit<'b> for Impls<'b, '_, '_> {
            fn visit_item_impl(&mut self, item: &'b ItemImpl) {
                if self.0.range(&item.impl_token).start == self.1 {
                    self.2 = Some(item);
                }
                visit::visit_item_impl(self, item);
            }
        }
        let mut impls = Impls(self, start, None);
        impls.visit_file(&self.tree);
        impls.2
    }
}
