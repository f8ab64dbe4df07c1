//! What an impl holds, with the comments that belong to each of it.

use std::ops::Range;

use quote::ToTokens;
use syn::{ImplItem, ItemImpl};

use crate::finding::FileId;
use crate::syntax::parsed::Syntax;
use crate::syntax::text::comments;

/// An impl with constructors in it.
pub(super) struct Block<'a> {
    pub(super) file: FileId,
    pub(super) module: usize,
    pub(super) syntax: &'a Syntax<'a>,
    pub(super) item: &'a ItemImpl,
    pub(super) members: Vec<Member<'a>>,
    /// The positions of the constructors among the members.
    pub(super) constructors: Vec<usize>,
    /// The path of the type in the factory's impl, if it has to be another than it is.
    pub(super) path: Option<String>,
}

pub(super) struct Member<'a> {
    pub(super) item: &'a ImplItem,
    /// The byte behind what stands before it, that one's comments included.
    pub(super) behind_last: usize,
    /// Its first comment, or the one that stands before it by itself.
    pub(super) lead: usize,
    /// The first byte of what belongs to it: of a comment right above.
    pub(super) start: usize,
    /// The byte behind it, and behind a comment on its last line.
    pub(super) end: usize,
}

pub(super) fn read<'a>(syntax: &Syntax<'_>, block: &'a ItemImpl) -> Vec<Member<'a>> {
    let braces = block.brace_token.span;
    let (open, close) = (syntax.bytes(braces.open()), syntax.bytes(braces.close()));
    let mut behind_last = trailing(syntax.text, open.end..close.start);
    let items: Vec<_> = block.items.iter().collect();
    let mut members = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let range = syntax.range(item);
        let next = items.get(index + 1);
        let next = next.map_or(close.start, |next| syntax.range(next).start);
        let end = trailing(syntax.text, range.end..next);
        let comments = comments(syntax.text, behind_last..range.start);
        members.push(Member {
            item,
            behind_last,
            lead: comments.first().map_or(range.start, |first| first.start),
            start: right_above(syntax.text, &comments, range.start),
            end,
        });
        behind_last = end;
    }
    members
}

/// The byte behind the comments that stand on the line on which something ends.
fn trailing(text: &str, gap: Range<usize>) -> usize {
    let mut at = gap.start;
    for comment in comments(text, gap) {
        if text[at..comment.end].contains('\n') {
            break;
        }
        at = comment.end;
    }
    at
}

/// The first of the comments that no empty line parts from what starts at a byte.
fn right_above(text: &str, comments: &[Range<usize>], start: usize) -> usize {
    let mut first = start;
    for comment in comments.iter().rev() {
        if text[comment.end..first].matches('\n').count() > 1 {
            break;
        }
        first = comment.start;
    }
    first
}

/// What two impls have in common if they are about the same: parameters, type and bounds.
pub(super) fn head(block: &ItemImpl) -> String {
    let (own, bounds) = (&block.generics.params, &block.generics.where_clause);
    let of = &block.self_ty;
    quote::quote!(<#own> #of #bounds)
        .to_token_stream()
        .to_string()
}
