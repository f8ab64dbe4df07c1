//! What stands in the impl and is no constructor. It was reported, or rustc reports it: nothing that follows from it is reported
//! once more.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use ssot_rules::constructors::{Function, Member};
use ssot_rules::syntax::{Item, ItemFn, ReturnType, Type};

use super::Expansion;
use crate::self_type::SelfType;

/// Another item than an impl. The body of a function that returns what has a name is left out: a literal in it would lack its
/// seal.
pub(super) fn refused_item(item: Item, tokens: &TokenStream) -> TokenStream {
    match item {
        Item::Fn(function) if returns_a_path(&function) => {
            let ItemFn {
                attrs, vis, sig, ..
            } = function;
            quote!(#[allow(unused)] #(#attrs)* #vis #sig { loop {} })
        }
        _ => tokens.clone(),
    }
}

fn returns_a_path(function: &ItemFn) -> bool {
    matches!(&function.sig.output, ReturnType::Type(_, ty) if matches!(**ty, Type::Path(_)))
}

impl Expansion<'_> {
    /// A function as it was written, with a seal for the instances that it makes.
    pub(super) fn refused_function(
        &self,
        function: &Function,
        types: &SelfType<'_>,
    ) -> TokenStream {
        let mut sealed = function.clone();
        sealed.body = types.sealed(self.seal(false)).refused_body(&function.body);
        sealed.to_token_stream()
    }

    /// An impl of a trait.
    pub(super) fn refused_impl(&self, tokens: &TokenStream) -> TokenStream {
        let mut head: Vec<_> = tokens.clone().into_iter().collect();
        head.pop();
        // Nothing of it stands on the factory.
        let factory = self.factory().into_token_stream();
        let types = SelfType::new(self.constructors.path, factory, Vec::new());
        let members = self.item().members.iter().map(|member| match member {
            Member::Function(function) => self.refused_function(function, &types),
            Member::Other(item) => item.to_token_stream(),
            Member::Unfinished(tokens) => tokens.clone(),
            _ => TokenStream::new(),
        });
        quote!(#(#head)* { #(#members)* })
    }

    /// What cannot be read, with the type in the place of `Self` as far as that can be told: rustc says what is wrong with it.
    pub(super) fn unfinished(&self, tokens: &TokenStream) -> TokenStream {
        let mut head: Vec<_> = tokens.clone().into_iter().collect();
        let mut self_type = self.types.sealed(self.seal(false));
        let body = match head.pop() {
            Some(TokenTree::Group(body)) => self_type.body(&body).into_token_stream(),
            last => last.into_token_stream(),
        };
        let head = self_type.types(head.into_iter().collect());
        quote!(#head #body)
    }
}
