//! Where a walk over the syntax of a file is, and which places are which bytes.

use std::collections::HashSet;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{AttrStyle, Attribute, Block};

use super::claims::Names;
use super::{Address, Bytes, Condition, Facts, Location, Module, Name};

pub(super) struct Reader {
    pub(super) facts: Facts,
    pub(super) at: Location,
    /// The predicate that a macro puts around the items in it: `cfg_if!`.
    pub(super) condition: Condition,
    pub(super) names: Names,
    /// The attributes that have been read.
    pub(super) walked: HashSet<Bytes>,
    /// The type parameters of the trait whose functions are read.
    pub(super) of_trait: Vec<Name>,
    pub(super) macro_name: String,
    /// Bytes before the first token.
    skipped: usize,
}

impl Reader {
    pub(super) fn new(skipped: usize) -> Self {
        let mut facts = Facts::default();
        facts.modules.push(Module::default());
        Self {
            facts,
            at: Location::default(),
            condition: Condition::default(),
            names: Names::default(),
            walked: HashSet::new(),
            of_trait: Vec::new(),
            macro_name: String::new(),
            skipped,
        }
    }

    /// The bytes from the first token of something to its last.
    pub(super) fn bytes(&self, of: &impl ToTokens) -> Bytes {
        let span = of.span();
        self.span(span)
    }

    #[expect(clippy::cast_possible_truncation, reason = "no file is as long")]
    pub(super) fn span(&self, span: Span) -> Bytes {
        let range = span.byte_range();
        Bytes {
            start: (range.start + self.skipped) as u32,
            end: (range.end + self.skipped) as u32,
        }
    }

    /// From the first byte of one place to the last of another one. What nobody has written has no place.
    pub(super) fn between(&self, start: Span, end: Span) -> Bytes {
        let (start, end) = (self.span(start), self.span(end));
        Bytes {
            start: start.start,
            end: end.end.max(start.end),
        }
    }

    /// The bytes of something that starts with its attributes or its head, and ends with a token. The span of a whole would
    /// be told from all its tokens, and so those of what stands deep in others over and over.
    pub(super) fn until(&self, attributes: &[Attribute], head: &impl ToTokens, end: Span) -> Bytes {
        let mut outer = attributes.iter();
        let outer = outer.find(|one| matches!(one.style, AttrStyle::Outer));
        let start = outer.map_or_else(|| head.span(), |one| one.pound_token.span);
        self.between(start, end)
    }

    /// The bytes of a block, from brace to brace.
    pub(super) fn block_bytes(&self, block: &Block) -> Bytes {
        let braces = block.brace_token.span;
        self.between(braces.open(), braces.close())
    }

    pub(super) fn addresses(&mut self, tokens: TokenStream) {
        for finding in ssot_rules::hardcoded::findings(tokens) {
            let reached = finding.reached();
            let Some(address) = reached.or_else(|| finding.possibly_reached()) else {
                continue;
            };
            let address = Address {
                place: self.span(finding.literal.span()),
                shown: ssot_rules::hardcoded::shown(&finding.text[address.part.clone()]),
                kind: address.kind,
                reached: reached.is_some(),
            };
            self.facts.addresses.push(address);
        }
    }

    /// Does something for an item that is compiled for tests only, if `test` is set.
    pub(super) fn within<R>(&mut self, test: bool, work: impl FnOnce(&mut Self) -> R) -> R {
        let outer = self.at;
        self.at.test |= test;
        let result = work(self);
        self.at = outer;
        result
    }

    /// Reads the block of a function or of something else as a module without a name.
    pub(super) fn block(&mut self, place: Bytes, work: impl FnOnce(&mut Self)) {
        let outer = self.at;
        self.facts.modules.push(Module {
            parent: Some(outer.module()),
            test: outer.test,
            block: true,
            place,
            ..Module::default()
        });
        self.at.module = count(&self.facts.modules) - 1;
        work(self);
        self.at = outer;
    }
}

/// How many of a fact a file has so far; of none has it as many as bytes.
#[expect(
    clippy::cast_possible_truncation,
    reason = "no file is as long as that"
)]
pub(super) fn count<T>(facts: &[T]) -> u32 {
    facts.len() as u32
}
