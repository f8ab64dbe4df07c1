//! Where names are those of type parameters: what they mean, only the caller knows.

use std::ops::Range;

use proc_macro2::Span;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Generics, ImplItemFn, ItemFn, ItemImpl, ItemTrait, TraitItemFn};

/// The type parameters of a file, each with the bytes in which it is one.
#[derive(Debug, Default)]
pub(super) struct Parameters(Vec<(String, Range<usize>)>);

impl Parameters {
    /// Reads the text of a file.
    pub(super) fn of(text: &str) -> Self {
        let skipped = crate::facts::skipped(text);
        let Ok(file) = syn::parse_str::<syn::File>(&text[skipped..]) else {
            return Self::default();
        };
        let mut found = Finder {
            skipped,
            found: Vec::new(),
        };
        found.visit_file(&file);
        Self(found.found)
    }

    /// Whether a name at a place is that of a type parameter.
    pub(super) fn has(&self, name: &str, at: usize) -> bool {
        let mut parameters = self.0.iter();
        parameters.any(|(parameter, bytes)| parameter == name && bytes.contains(&at))
    }
}

struct Finder {
    skipped: usize,
    found: Vec<(String, Range<usize>)>,
}

impl Finder {
    fn add(&mut self, generics: &Generics, item: &impl ToTokens) {
        let span: Span = item.span();
        let bytes = span.byte_range();
        let bytes = bytes.start + self.skipped..bytes.end + self.skipped;
        let names = generics.type_params();
        let names = names.map(|parameter| (parameter.ident.unraw().to_string(), bytes.clone()));
        self.found.extend(names);
    }
}

impl<'a> Visit<'a> for Finder {
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
