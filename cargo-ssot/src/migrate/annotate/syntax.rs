//! The syntax of one file, with the bytes that everything stands at.

use std::ops::Range;

use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{ItemImpl, ItemUse};

use crate::facts;

/// A file that was read once more.
pub(super) struct Syntax<'a> {
    pub(super) text: &'a str,
    file: syn::File,
    skipped: usize,
}

impl<'a> Syntax<'a> {
    /// `None` if it does not parse.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let skipped = facts::skipped(text);
        let file = syn::parse_str(&text[skipped..]).ok()?;
        Some(Self {
            text,
            file,
            skipped,
        })
    }

    /// The bytes from the first token of something to its last.
    pub(super) fn range(&self, of: &impl ToTokens) -> Range<usize> {
        let range = of.span().byte_range();
        range.start + self.skipped..range.end + self.skipped
    }

    /// The text of something.
    pub(super) fn text_of(&self, of: &impl ToTokens) -> &'a str {
        &self.text[self.range(of)]
    }

    /// The impl whose word `impl`, or what stands before it, starts at a byte.
    pub(super) fn impl_at(&self, start: usize) -> Option<&ItemImpl> {
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
        impls.visit_file(&self.file);
        impls.2
    }

    /// The import that a byte stands in.
    pub(super) fn use_at(&self, byte: usize) -> Option<&ItemUse> {
        struct Uses<'b, 's, 'a>(&'s Syntax<'a>, usize, Option<&'b ItemUse>);
        impl<'b> Visit<'b> for Uses<'b, '_, '_> {
            fn visit_item_use(&mut self, item: &'b ItemUse) {
                if self.0.range(item).contains(&self.1) {
                    self.2 = Some(item);
                }
            }
        }
        let mut uses = Uses(self, byte, None);
        uses.visit_file(&self.file);
        uses.2
    }
}

/// The white space before a byte on its line; empty if something else stands there.
pub(super) fn indentation(text: &str, at: usize) -> &str {
    let start = line_start(text, at);
    let before = &text[start..at];
    if before.trim().is_empty() { before } else { "" }
}

/// The first byte of the line of a byte.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// What ends the lines of a text.
pub(super) fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
