//! A composition that is part of another one.
//!
//! A part is compiled where it stands. Whoever has it asks it by its macro what it hands out, and makes it as a function makes
//! something else: of its inputs. What it hands out has to be named there, since the compiler does not look through the
//! implementation of another crate where it asks whether two types are one; that it is the same type is seen in `Exports`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use ssot_rules::attributes::conditions;
use ssot_rules::composition::Named;
use ssot_rules::syntax::{AnyIdent, Type};

use super::expansion::{Expansion, marker, numbered};
use crate::generate::{Extent, shown, shown_at};

impl Expansion<'_> {
    /// What others have of it, and what it has of others.
    pub(super) fn parts(&self) -> TokenStream {
        let exports = self.exports();
        let own = (!exports.is_empty()).then(|| self.as_a_part(&exports));
        let handed = self.handed_out();
        // A generic composition looks at them with all else.
        let checks = (!self.is_generic()).then(|| self.part_checks());
        quote!(#own #handed #checks)
    }

    /// What it is to a composition that has it as a part.
    fn as_a_part(&self, exports: &[TokenStream]) -> TokenStream {
        let (runtime, own) = (self.runtime, &self.own);
        let (generics, bounds) = (self.generics(), self.bounds());
        let (text, visibility) = (
            self.name().unraw().to_string(),
            &self.composition.visibility,
        );
        let inputs = self.listed.inputs.iter().enumerate().map(|(index, input)| {
            let (field, ty) = (numbered("input", index), input.given());
            let conditions = input.conditions();
            (quote!(#conditions #field), quote!(::std::sync::Arc<#ty>))
        });
        let (fields, types): (Vec<_>, Vec<_>) = inputs.unzip();
        let exports = exports.iter().enumerate().map(|(index, ty)| {
            let index = Literal::usize_unsuffixed(index);
            shown! {Extent::of(ty)=>
                impl #generics #runtime::composed::Exports<#index> for #own #bounds {
                    type Of = #ty;
                }
            }
        });
        let rows = self.constant("__ROWS");
        let parts = self.part_rows();
        let (components, names) = self.known_otherwise();
        let made = self.made(&quote!(#(#fields,)*));
        let known = quote! {
            #runtime::composed::PartRows {
                name: #text,
                rows: &#rows,
                parts: &[#(#parts),*],
                others: &[#(#components),*],
                left_out: &[#(#names),*],
            }
        };
        let known = if self.is_generic() {
            quote!(&#known)
        } else {
            quote! {
                static __PART: #runtime::composed::PartRows = #known;
                &__PART
            }
        };
        quote! {
            #(#exports)*
            impl #generics #runtime::composed::Part for #own #bounds {
                const ROWS: &'static #runtime::composed::PartRows = {
                    #[allow(unused_imports)]
                    use #runtime::composed::DescribedOther as _;
                    #known
                };
                fn scope(&self) -> &#runtime::OpenScope<Self> {
                    &self.0
                }
            }
            impl #generics #own #bounds {
                #[doc(hidden)]
                #[allow(dead_code, clippy::missing_errors_doc, clippy::too_many_arguments)]
                #visibility fn __composed(
                    #(#fields: #types,)*
                ) -> ::core::result::Result<Self, #runtime::CompositionError> {
                    #made
                }
            }
        }
    }

    /// The components that are known without being listed: inputs, and what is left out, by types and by names.
    pub(super) fn known_otherwise(&self) -> (Vec<TokenStream>, Vec<TokenStream>) {
        let runtime = self.runtime;
        let inputs = self.listed.inputs.iter().map(|input| {
            let (ty, conditions) = (input.given(), input.conditions());
            // An input may be a component.
            quote!(#conditions #runtime::composed::Described::<#ty>::DESCRIPTOR)
        });
        let (mut types, mut names): (Vec<_>, Vec<_>) = (inputs.collect(), Vec::new());
        for left_out in &self.listed.left_out {
            let conditions = conditions(&left_out.attributes);
            match &left_out.component {
                // An interface is in no registry: that it is left out is for those to know who may do without it.
                Named::Type(ty) if matches!(**ty, Type::TraitObject(_)) => {}
                Named::Type(ty) => types.push(quote! {
                    #conditions
                    ::core::option::Option::Some(<#ty as #runtime::Component>::DESCRIPTOR)
                }),
                Named::Name(name) => names.push(quote!(#conditions #name)),
                _ => {}
            }
        }
        (types, names)
    }

    /// What is known of each of its parts.
    pub(super) fn part_rows(&self) -> Vec<TokenStream> {
        let (runtime, parts) = (self.runtime, self.listed.parts.iter());
        let rows = parts.map(|part| {
            let ty = &part.ty;
            shown!(Extent::of(ty)=> <#ty as #runtime::composed::Part>::ROWS)
        });
        rows.collect()
    }

    /// What its parts hand out, it has as well.
    fn handed_out(&self) -> TokenStream {
        let (runtime, generics, bounds) = (self.runtime, self.generics(), self.bounds());
        let root = &self.levels[0];
        let mut handed = Vec::new();
        for (slot, part) in self.listed.parts.iter().enumerate() {
            for (index, ty) in self.exports[slot].iter().enumerate() {
                handed.push((slot, &part.ty, index, ty));
            }
        }
        let handed = handed.iter().map(|(slot, part, index, ty)| {
            let extent = Extent::of(part);
            let (own, ty) = (self.own_behind(extent), shown_at(ty, extent.before()));
            let same = shown!(extent.end()=> (__same));
            let (marker, index) = (marker(*slot), Literal::usize_unsuffixed(*index));
            let all = self.levels.iter().map(|from| {
                shown! {extent=>
                    impl #generics #runtime::composed::ListsOnce<#ty, #from> for #own #bounds {
                        type At = #root;
                        type How = #runtime::composed::HandedOut<#part, #marker>;
                    }
                }
            });
            shown! {extent=>
                #(#all)*
                const _: () = {
                    #[allow(dead_code, unused_parens)]
                    fn __is_the_same #generics(
                        __same: &<#part as #runtime::composed::Exports<#index>>::Of,
                    ) -> &#ty #bounds {
                        #same
                    }
                };
            }
        });
        handed.collect()
    }

    /// That nothing of one part has the name of something else.
    pub(super) fn part_checks(&self) -> TokenStream {
        if self.listed.parts.is_empty() {
            return TokenStream::new();
        }
        let (runtime, parts) = (self.runtime, self.part_rows());
        let text = self.name().unraw().to_string();
        let rows = self.constant("__ROWS");
        let indices = self.listed.parts.iter().enumerate();
        if self.is_generic() {
            let checks = indices.map(|(index, part)| {
                shown! {Extent::of(&part.ty)=>
                    let () = #runtime::composed::check_part(#text, &#rows, &[#(#parts),*], #index);
                }
            });
            return quote!(#(#checks)*);
        }
        let checks = indices.map(|(index, part)| {
            let check = shown!(Extent::of(&part.ty)=> __check_part(#index));
            quote!(const _: () = #check;)
        });
        quote! {
            #[track_caller]
            const fn __check_part(__part: ::core::primitive::usize) {
                #runtime::composed::check_part(#text, &#rows, &[#(#parts),*], __part)
            }
            #(#checks)*
        }
    }
}
