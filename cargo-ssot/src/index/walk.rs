//! The walk over the syntax of a file, item by item.

use syn::visit::{self, Visit};

use super::attributes::{Attributes, attributes_of};
use super::reader::Reader;
use super::{ItemPath, annotations, attribute_errors};

impl Reader {
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
        if known.any(|name| list.path.is_ident(name)) {
            return;
        }
        // Some items are walked over twice.
        let brackets = attribute.bracket_token.span;
        let place = self.between(attribute.pound_token.span, brackets.close());
        if !self.walked.insert(place) {
            return;
        }
        let outer = self.at;
        self.at.in_macro = true;
        self.raw(list.tokens.clone());
        self.at = outer;
    }
}

impl Reader {
    fn item(&mut self, item: &syn::Item, attributes: &Attributes) {
        attribute_errors::read(self, item, attributes);
        annotations::read(self, item, attributes);
        match item {
            syn::Item::Mod(item) => self.module(item, attributes),
            syn::Item::Use(item) => {
                let before = match item.leading_colon {
                    Some(_) => ItemPath::CRATES,
                    None => ItemPath::default(),
                };
                self.uses(&item.tree, before, item, &attributes.condition);
            }
            syn::Item::ExternCrate(item) => self.extern_crate(item, attributes),
            syn::Item::Struct(_)
            | syn::Item::Enum(_)
            | syn::Item::Union(_)
            | syn::Item::Type(_) => self.type_definition(item, attributes),
            syn::Item::Trait(item) => self.trait_item(item, attributes),
            syn::Item::Impl(item) => self.impl_item(item, attributes),
            syn::Item::Fn(item) => self.function(&item.sig, &item.vis, &item.block),
            syn::Item::Static(item) => self.static_item(item),
            item => visit::visit_item(self, item),
        }
    }
}

impl<'a> Visit<'a> for Reader {
    fn visit_item(&mut self, item: &'a syn::Item) {
        let mut attributes = self.attributes(attributes_of(item));
        if attributes.condition.never_holds() {
            return;
        }
        for attribute in attributes_of(item) {
            self.attribute(attribute);
        }
        attributes.condition = attributes.condition.and(&self.condition);
        self.within(attributes.test, |reader| reader.item(item, &attributes));
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        let mut attributes = self.attributes(&item.attrs);
        annotations::replacements(self, item, &mut attributes);
        attribute_errors::read_associated(self, item, &item.sig.ident, &item.attrs, &attributes);
        self.within(attributes.test, |reader| {
            reader.function(&item.sig, &item.vis, &item.block);
        });
    }

    fn visit_trait_item_fn(&mut self, item: &'a syn::TraitItemFn) {
        let attributes = self.attributes(&item.attrs);
        attribute_errors::read_associated(self, item, &item.sig.ident, &item.attrs, &attributes);
        self.within(attributes.test, |reader| match &item.default {
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
            self.block(self.block_bytes(block), |reader| {
                visit::visit_block(reader, block);
            });
        } else {
            visit::visit_block(self, block);
        }
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
