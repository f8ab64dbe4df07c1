//! What needs what, and the checks of it.

use proc_macro2::TokenStream;
use quote::quote;
use ssot_rules::composition::Entry;
use ssot_rules::tokens::type_text;

use super::expansion::{Component, Expansion, Kind, marker};
use crate::generate::{Extent, shown};
use crate::items::absent;

impl Expansion<'_> {
    /// A row, and an empty one where a condition removes it: the slots behind it stay what they are.
    fn row(&self, entry: &Entry, row: &TokenStream) -> TokenStream {
        let (runtime, conditions) = (self.runtime, entry.conditions());
        if conditions.is_empty() {
            return row.clone();
        }
        let absent = absent(&entry.attributes);
        quote!(#conditions #row, #absent #runtime::composed::vacant())
    }

    /// What needs what, and the checks of it.
    pub(super) fn graph(&self) -> TokenStream {
        let (runtime, own) = (self.runtime, &self.own);
        let collections = self.collections().map(|(_, collection)| {
            let text = type_text(&collection.ty);
            let slots = self.collected(collection).map(|component| {
                let (slot, conditions) = (component.slot, component.entry.conditions());
                quote!(#conditions #slot)
            });
            let row = quote!(#runtime::composed::collection(#text, &[#(#slots),*]));
            self.row(collection, &row)
        });
        let collections: Vec<_> = collections.collect();
        let rows = self.components().map(|component| {
            let Component {
                slot,
                level,
                kind,
                entry,
            } = *component;
            let (ty, marker) = (&entry.ty, marker(slot));
            let (extent, shared) = (Extent::of(ty), kind == Kind::Shared);
            let row = if kind == Kind::Made {
                // With its level, so that what is wrong with that is wrong here, and not in what is made of the row.
                let at = self.at(component);
                shown!(extent=> #runtime::composed::made_row::<#own, #marker, #ty, #at>())
            } else {
                shown! {extent=>
                    #runtime::composed::row::<#own, #marker, #ty>(#level, #shared)
                }
            };
            self.row(entry, &row)
        });
        let rows = quote!([#(#rows,)* #(#collections),*]);
        if self.is_generic() {
            return self.generic_graph(&rows);
        }
        let constants = self.constants(&rows, &TokenStream::new());
        let checks = self.components().map(|component| {
            let (slot, entry) = (component.slot, component.entry);
            let conditions = entry.conditions();
            // With the user's own span: the compiler shows a constant's failure where a macro was called.
            let check = shown!(Extent::of(&entry.ty)=> __check(#slot));
            quote! {
                #conditions
                const _: () = #check;
            }
        });
        quote! {
            #constants
            #[track_caller]
            #[allow(dead_code)]
            const fn __check_input(
                __described: ::core::option::Option<&'static #runtime::Descriptor>,
                __context: ::core::option::Option<&'static ::core::primitive::str>,
            ) {
                #runtime::composed::check_input(__described, __context)
            }
            #[track_caller]
            #[allow(dead_code)]
            const fn __check(__slot: ::core::primitive::usize) {
                #runtime::composed::check(&__ROWS, __SOUND, __slot)
            }
            #(#checks)*
        }
    }

    /// What is known of the rows. `within` stands in front of the name of a constant.
    pub(super) fn constants(&self, rows: &TokenStream, within: &TokenStream) -> TokenStream {
        let (runtime, count) = (self.runtime, self.count());
        quote! {
            const __ROWS: [#runtime::composed::Row; #count] = #rows;
            const __ORDER: [::core::primitive::usize; #count] = #runtime::composed::order(&#within __ROWS);
            const __ASYNCHRONOUS: [::core::primitive::bool; #count] =
                #runtime::composed::asynchronous(&#within __ROWS, &#within __ORDER);
            const __SOUND: ::core::primitive::bool =
                #runtime::composed::is_sound(&#within __ROWS, &#within __ORDER);
            const __GRAPH: #runtime::composed::Graph<'static> = #runtime::composed::Graph {
                rows: &#within __ROWS,
                order: &#within __ORDER,
            };
        }
    }
}
