//! Where names are those of type parameters: what they mean, only the caller knows.

use std::ops::Range;

use quote::ToTokens;
use syn::ext::IdentExt;
use syn::visit::{self, Visit};
use syn::{Generics, ImplItemFn, ItemFn, ItemImpl, ItemTrait, TraitItemFn};

use crate::syntax::parsed::Syntax;

/// The type parameters of a file, each with the bytes in which it is one.
#[derive(Debug, Default)]
pub(super) struct Parameters(Vec<(String, Range<usize>)>);

impl Parameters {
    /// Reads the text of a file.
    pub(super) fn of(text: &str) -> Self {
        let Some(syntax) = Syntax::read(text) else {
            return Self::default();
        };
        let mut finder = Finder {
            syntax: &syntax,
            found: Vec::new(),
        };
        finder.visit_file(&syntax.file);
        Self(finder.found)
    }

    /// Whether a name at a place is that of a type parameter.
    pub(super) fn has(&self, name: &str, at: usize) -> bool {
        let mut parameters = self.0.iter();
        parameters.any(|(parameter, bytes)| parameter == name && bytes.contains(&at))
    }
}

struct Finder<'s> {
    syntax: &'s Syntax<'s>,
    found: Vec<(String, Range<usize>)>,
}

impl Finder<'_> {
    fn add(&mut self, generics: &Generics, item: &impl ToTokens) {
        let bytes = self.syntax.range(item);
        let names = generics.type_params();
        let names = names.map(|parameter| (parameter.ident.unraw().to_string(), bytes.clone()));
        self.found.extend(names);
    }
}

impl<'a> Visit<'a> for Finder<'_> {
    fn visit_item_fn(&mut self, item: &'a ItemFn) {
        self.add(&item.sig.generics, item);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'a ImplItemFn) {
        self.add(&item.sig.generics, item);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'a TraitItemFn) {
        self.add(&item.sig.generics, item);
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_item_impl(&mut self, item: &'a ItemImpl) {
        self.add(&item.generics, item);
        visit::visit_item_impl(self, item);
    }

    fn visit_item_trait(&mut self, item: &'a ItemTrait) {
        self.add(&item.generics, item);
        visit::visit_item_trait(self, item);
    }
}
