//! The walk over the syntax of a file: where it is, and which places are which bytes.

use std::collections::HashSet;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::attributes::Attributes;
use super::conditions::removes;
use super::items::attributes_of;
use super::origins::Scopes;
use super::{Address, Bytes, Facts, Module, Surroundings, annotations, misuses};

/// Reads a file item by item.
pub(super) struct Reader {
    pub(super) facts: Facts,
    pub(super) at: Surroundings,
    /// The predicate that a macro puts around the items in it: `cfg_if!`.
    pub(super) condition: String,
    /// What names mean here.
    pub(super) scopes: Scopes,
    /// The attributes that have been read.
    walked: HashSet<Bytes>,
    /// The macro whose definition is read.
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
            at: Surroundings::default(),
            condition: String::new(),
            scopes: Scopes::default(),
            walked: HashSet::new(),
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

    /// The paths in the arguments of an attribute, which is a macro unless the compiler knows it.
    fn attribute(&mut self, attribute: &syn::Attribute) {
        const OF_THE_COMPILER: &[&str] = &[
            "allow", "cfg", "deny", "derive", "doc", "expect", "forbid", "inline", "must_use",
            "path", "repr", "warn",
        ];
        let syn::Meta::List(list) = &attribute.meta else {
            return;
        };
        let mut known = OF_THE_COMPILER.iter();
        // Some items are walked over twice.
        if known.any(|name| list.path.is_ident(name)) || !self.walked.insert(self.bytes(attribute))
        {
            return;
        }
        let outer = self.at;
        self.at.in_macro = true;
        self.raw(list.tokens.clone());
        self.at = outer;
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
                kind: address.kind.to_string(),
                reached: reached.is_some(),
            };
            self.facts.addresses.push(address);
        }
    }

    /// Does something for an item with these attributes.
    pub(super) fn within<R>(
        &mut self,
        attributes: &Attributes,
        work: impl FnOnce(&mut Self) -> R,
    ) -> R {
        let outer = self.at;
        self.at.test |= attributes.test;
        let result = work(self);
        self.at = outer;
        result
    }

    /// Reads the block of a function or of something else as a module without a name.
    pub(super) fn block(&mut self, place: Bytes, work: impl FnOnce(&mut Self)) {
        let outer = self.at;
        self.facts.modules.push(Module {
            parent: Some(outer.module),
            test: outer.test,
            block: true,
            place,
            ..Module::default()
        });
        self.at.module = self.facts.modules.len() - 1;
        work(self);
        self.at = outer;
    }
}

impl<'a> Visit<'a> for Reader {
    fn visit_item(&mut self, item: &'a syn::Item) {
        if attributes_of(item).iter().any(removes) {
            return;
        }
        for attribute in attributes_of(item) {
            self.attribute(attribute);
        }
        let mut attributes = Attributes::read(attributes_of(item), &self.scopes);
        attributes.add_condition(&self.condition);
        misuses::read(self, item, &attributes);
        annotations::read(self, item, &attributes);
        match item {
            syn::Item::Mod(item) => self.module(item, &attributes),
            syn::Item::Use(item) => self.within(&attributes, |reader| {
                let before = if item.leading_colon.is_some() {
                    "::"
                } else {
                    ""
                };
                reader.uses(&item.tree, before, item, &attributes.condition);
            }),
            syn::Item::ExternCrate(item) => self.extern_crate(item, &attributes),
            syn::Item::Struct(_)
            | syn::Item::Enum(_)
            | syn::Item::Union(_)
            | syn::Item::Type(_) => {
                self.type_definition(item, &attributes);
            }
            syn::Item::Trait(item) => self.trait_item(item, &attributes),
            syn::Item::Impl(item) => self.impl_item(item, &attributes),
            syn::Item::Fn(item) => self.within(&attributes, |reader| {
                reader.function(&item.sig, &item.vis, &item.block);
            }),
            syn::Item::Static(item) => {
                self.within(&attributes, |reader| reader.static_item(item));
            }
            item => self.within(&attributes, |reader| visit::visit_item(reader, item)),
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        let mut attributes = Attributes::read(&item.attrs, &self.scopes);
        annotations::replacements(self, item, &mut attributes);
        misuses::read_associated(self, item, &attributes);
        self.within(&attributes, |reader| {
            reader.function(&item.sig, &item.vis, &item.block);
        });
    }

    fn visit_trait_item_fn(&mut self, item: &'a syn::TraitItemFn) {
        let attributes = Attributes::read(&item.attrs, &self.scopes);
        misuses::read_associated(self, item, &attributes);
        self.within(&attributes, |reader| match &item.default {
            Some(block) => reader.function(&item.sig, &syn::Visibility::Inherited, block),
            None => reader.visit_signature(&item.sig),
        });
    }

    fn visit_item_const(&mut self, item: &'a syn::ItemConst) {
        self.constant(&item.ident, &item.expr);
        visit::visit_item_const(self, item);
    }

    fn visit_impl_item_const(&mut self, item: &'a syn::ImplItemConst) {
        self.constant(&item.ident, &item.expr);
        visit::visit_impl_item_const(self, item);
    }

    fn visit_item_macro(&mut self, item: &'a syn::ItemMacro) {
        let name = item.ident.as_ref();
        let name = name.map(ToString::to_string).unwrap_or_default();
        let outer = core::mem::replace(&mut self.macro_name, name);
        visit::visit_item_macro(self, item);
        self.macro_name = outer;
    }

    fn visit_block(&mut self, block: &'a syn::Block) {
        // Only a block with items of its own has names of its own.
        if block
            .stmts
            .iter()
            .any(|statement| matches!(statement, syn::Stmt::Item(_)))
        {
            let items = block.stmts.iter().filter_map(|statement| match statement {
                syn::Stmt::Item(item) => Some(item),
                _ => None,
            });
            self.scopes.enter(items, true);
            self.block(self.bytes(block), |reader| {
                visit::visit_block(reader, block);
            });
            self.scopes.leave();
        } else {
            visit::visit_block(self, block);
        }
    }

    fn visit_stmt(&mut self, statement: &'a syn::Stmt) {
        visit::visit_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a syn::Expr) {
        self.expression(expression);
    }

    fn visit_pat(&mut self, pattern: &'a syn::Pat) {
        self.pattern(pattern);
    }

    fn visit_type_path(&mut self, ty: &'a syn::TypePath) {
        self.mention(ty.qself.as_ref(), &ty.path);
        visit::visit_type_path(self, ty);
    }

    fn visit_trait_bound(&mut self, bound: &'a syn::TraitBound) {
        self.mention(None, &bound.path);
        visit::visit_trait_bound(self, bound);
    }

    fn visit_macro(&mut self, invocation: &'a syn::Macro) {
        self.invocation(invocation);
    }

    fn visit_attribute(&mut self, attribute: &'a syn::Attribute) {
        self.attribute(attribute);
    }
}
