//! The collections of a composition: all components behind one interface.

use proc_macro2::TokenStream;
use quote::quote;

use super::entries::Place;
use super::expansion::{Expansion, marker};
use crate::generate::{Extent, shown};
use crate::items::under;

impl Expansion<'_> {
    /// The collections.
    pub(super) fn all_collections(&self) -> TokenStream {
        let (runtime, own, node) = (self.runtime, &self.own, self.node());
        let (generics, bounds) = (self.generics(), self.bounds());
        let [rows, waits] = ["__ROWS", "__ASYNCHRONOUS"].map(|name| self.constant(name));
        let all_made = self.local("__all");
        let collections = self.collections().map(|(slot, collection)| {
            let (ty, marker) = (&collection.ty, marker(slot));
            let level = self.listed.level_of(collection).unwrap_or_default();
            let at = &self.levels[level];
            let (mut now, mut later) = (TokenStream::new(), TokenStream::new());
            for component in self.collected(collection) {
                let (slot, component, conditions) =
                    (component.slot, &component.entry.ty, component.entry.conditions());
                now.extend(quote! {
                    #conditions
                    #all_made.push((#rows[#slot].name, #runtime::composed::collected::<#own, #at, #component, Self>(#node)?));
                });
                later.extend(quote! {
                    #conditions
                    #all_made.push((
                        #rows[#slot].name,
                        #runtime::composed::collected_later::<#own, #at, #component, Self>(#node).await?,
                    ));
                });
            }
            let vector = quote!(::std::vec::Vec<::std::sync::Arc<#ty>>);
            let map = quote! {
                ::std::collections::BTreeMap<&'static ::core::primitive::str, ::std::sync::Arc<#ty>>
            };
            let listed = [(vector, quote!(Collected)), (map, quote!(CollectedByName))].map(|(all, how)| {
                let how = quote!(#runtime::composed::#how<#marker>);
                self.has(&all, &Place { written: &all, level, at, is_any_type: false }, &how)
            });
            let named = quote! {
                ::std::vec::Vec<(&'static ::core::primitive::str, ::std::sync::Arc<Self>)>
            };
            let collects = shown! {Extent::of(ty)=>
                impl #generics #runtime::composed::Collects<#own, #marker> for #ty #bounds {
                    type At = #at;
                    const SLOT: ::core::primitive::usize = #slot;
                    const WAITS: ::core::primitive::bool = #waits[#slot];
                    #[allow(unused_mut)]
                    fn collect(
                        #node: &#runtime::composed::Node<#own, #at>,
                    ) -> ::core::result::Result<#named, #runtime::ConstructionError> {
                        let mut #all_made = ::std::vec::Vec::new();
                        let _ = #node;
                        #now
                        ::core::result::Result::Ok(#all_made)
                    }
                    #[allow(unused_mut)]
                    fn collect_later(
                        #node: &#runtime::composed::Node<#own, #at>,
                    ) -> #runtime::composed::Making<'_, #named> {
                        ::std::boxed::Box::pin(async move {
                            let mut #all_made = ::std::vec::Vec::new();
                            let _ = #node;
                            #later
                            ::core::result::Result::Ok(#all_made)
                        })
                    }
                }
            };
            let items = quote!(pub struct #marker(()); #(#listed)* #collects);
            under(&collection.conditions(), items)
        });
        collections.collect()
    }
}
