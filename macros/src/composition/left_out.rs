//! What is left out may be asked for, as something that is not there.

use proc_macro2::TokenStream;
use quote::quote;
use ssot_rules::attributes::conditions;
use ssot_rules::composition::{Body, Named};
use ssot_rules::overriding::unqualified;
use ssot_rules::tokens::type_text;

use super::expansion::Expansion;
use super::interfaces::as_imported;
use crate::generate::{Extent, shown};
use crate::items::{absent, under};

impl Expansion<'_> {
    pub(super) fn left_out(&self) -> TokenStream {
        let runtime = self.runtime;
        let (generics, bounds) = (self.generics(), self.bounds());
        let types = self.listed.left_out.iter().filter_map(|left_out| {
            let Named::Type(ty) = &left_out.component else {
                return None;
            };
            Some((type_text(ty), ty, &left_out.attributes))
        });
        let types: Vec<_> = types.collect();
        if types.is_empty() {
            return TokenStream::new();
        }
        let (listed, all) = self.all_listed();
        let root = &self.levels[0];
        let left_out = types
            .iter()
            .enumerate()
            .filter_map(|(index, (text, ty, attributes))| {
                let is_listed = self.is_listed(text, ty)?;
                // It may have been replaced in several contexts.
                let earlier = types[..index]
                    .iter()
                    .filter(|(earlier, ..)| earlier == text);
                let once = earlier.map(|(.., attributes)| absent(attributes));
                let conditions = conditions(attributes);
                // For each level: of a generic one, the compiler could not tell that the type is not listed.
                let extent = Extent::of(ty);
                let own = self.own_behind(extent);
                let missing = self.levels.iter().map(|from| {
                    let from = quote! {
                        <#own as #runtime::composed::LeavesOut<#listed, #from, #is_listed>>::From
                    };
                    shown! {extent=>
                        impl #generics #runtime::composed::MayHave<#ty, #from> for #own #bounds {
                            type At = #root;
                            type Optional = #runtime::composed::Absent;
                        }
                    }
                });
                Some(under(&quote!(#conditions #(#once)*), quote!(#(#missing)*)))
            });
        quote!(#all #(#left_out)*)
    }

    /// The type of all that is listed, and its definition.
    fn all_listed(&self) -> (TokenStream, TokenStream) {
        let mut types = Vec::new();
        for input in &self.listed.inputs {
            let (ty, interfaces) = (input.given(), &input.interfaces);
            let conditions = input.conditions();
            types.push(quote!(#conditions #ty #(, #conditions #interfaces)*));
        }
        for component in self.components() {
            let (ty, conditions) = (&component.entry.ty, component.entry.conditions());
            types.push(quote!(#conditions #ty));
            for (index, interface) in component.entry.interfaces.iter().enumerate() {
                let interface = as_imported(component, index, interface);
                types.push(quote!(#conditions #interface));
            }
        }
        // Not a tuple: an interface has no size.
        let all = quote!(fn(#(#types),*));
        if self.is_generic() {
            return (all, TokenStream::new());
        }
        (quote!(__Listed), quote!(type __Listed = #all;))
    }

    /// Whether the type is listed after all. `None` if it is listed in the same words: what another composition leaves
    /// out, an override may list. In other words, the compiler tells.
    fn is_listed(&self, text: &str, ty: &impl quote::ToTokens) -> Option<TokenStream> {
        let (runtime, name) = (self.runtime, unqualified(text));
        let overrides = matches!(self.composition.body, Body::Overriding { .. });
        let mut alike = Vec::new();
        for entry in self.listed.entries() {
            let (given, conditions) = (entry.given(), entry.conditions());
            let listed = type_text(given);
            if listed == text {
                return None;
            }
            if overrides && unqualified(&listed) == name {
                alike.push(quote!(#conditions #runtime::composed::Described::<#given>::DESCRIPTOR));
            }
        }
        if alike.is_empty() {
            return Some(quote!(false));
        }
        // A constant there cannot depend on a parameter.
        (!self.is_generic()).then(|| {
            quote!({
                #[allow(unused_imports)]
                use #runtime::composed::DescribedOther as _;
                #runtime::composed::is_among(
                    #runtime::composed::Described::<#ty>::DESCRIPTOR,
                    &[#(#alike),*],
                )
            })
        })
    }
}
