//! The struct that an application holds.

use proc_macro2::TokenStream;
use quote::quote;
use ssot_rules::attributes::conditions;
use ssot_rules::composition::{Entry, Named};
use ssot_rules::syntax::{AnyIdent, Type};

use super::{Expansion, numbered};

impl Expansion<'_> {
    pub(super) fn structure(&self) -> TokenStream {
        let (runtime, name) = (self.runtime, self.name());
        let (attributes, visibility) = (&self.composition.attributes, &self.composition.visibility);
        quote! {
            #(#attributes)*
            #visibility struct #name(#runtime::OpenScope<#name>);
        }
    }

    pub(super) fn application(&self) -> TokenStream {
        let (runtime, name) = (self.runtime, self.name());
        let text = name.unraw().to_string();
        let (new, verify) = (self.new_function(), self.verify_function());
        let state = self.state();
        let visibility = &self.composition.visibility;
        quote! {
            impl #name {
                #new
                #verify
                /// Closes the application and lets its instances go.
                ///
                /// # Errors
                ///
                /// The instances that are still held elsewhere; or the number of its scopes that are open, and of its
                /// clones, whose instances then go with the last of them.
                #[allow(dead_code, clippy::missing_errors_doc)]
                #visibility fn close(self) -> ::core::result::Result<(), #runtime::Escapes> {
                    #runtime::composed::close(self.0, #text)
                }
            }

            impl ::core::ops::Deref for #name {
                type Target = #runtime::OpenScope<#name>;
                #[inline]
                fn deref(&self) -> &#runtime::OpenScope<#name> {
                    &self.0
                }
            }

            impl ::core::clone::Clone for #name {
                fn clone(&self) -> Self {
                    Self(::core::clone::Clone::clone(&self.0))
                }
            }

            impl ::core::fmt::Debug for #name {
                fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    formatter.debug_struct(#text).finish_non_exhaustive()
                }
            }

            #state
        }
    }

    /// What `State<Arc<T>>` asks of the state of a router. One implementation for all components, which only the crate of the
    /// composition may write.
    fn state(&self) -> Option<TokenStream> {
        // The recorded expansions are those without the feature, whichever way they are tested.
        if cfg!(any(test, not(feature = "axum"))) {
            return None;
        }
        let (runtime, name) = (self.runtime, self.name());
        Some(quote! {
            impl<__T: ?::core::marker::Sized> #runtime::axum::FromRef<#name> for ::std::sync::Arc<__T>
            where
                #name: #runtime::composed::Resolves<#runtime::Root, __T, Timing: #runtime::composed::AtOnce<__T>>,
            {
                fn from_ref(application: &#name) -> Self {
                    #runtime::axum::state(application)
                }
            }
        })
    }

    fn new_function(&self) -> TokenStream {
        let (runtime, name) = (self.runtime, self.name());
        let (own, cells) = (numbered("Own", 0), numbered("Cells", 0));
        let visibility = &self.composition.visibility;
        let inputs = |written: &dyn Fn(&Entry, TokenStream) -> TokenStream| -> TokenStream {
            let inputs = self.listed.inputs.iter().enumerate();
            inputs
                .map(|(index, input)| {
                    let (field, conditions) = (numbered("input", index), input.conditions());
                    let written = written(input, quote!(#field));
                    quote!(#conditions #field: #written,)
                })
                .collect()
        };
        let parameters = inputs(&|input, _| {
            let ty = &input.ty;
            quote!(#ty)
        });
        let values = inputs(&|input, field| {
            if input.behind_arc().is_some() {
                field
            } else {
                quote!(::std::sync::Arc::new(#field))
            }
        });
        quote! {
            /// Composes the application of its inputs. No component is made yet.
            ///
            /// # Errors
            ///
            /// A listed component is defined twice in this binary.
            // Which of its functions a crate calls is its own matter, as with every other macro's.
            #[allow(dead_code, clippy::missing_errors_doc, clippy::too_many_arguments)]
            #visibility fn new(#parameters) -> ::core::result::Result<Self, #runtime::CompositionError> {
                #runtime::composed::check_definitions(&__GRAPH)?;
                let __scope = #runtime::composed::application::<#name>((), #own { #values }, #cells::empty());
                ::core::result::Result::Ok(Self(__scope))
            }
        }
    }

    fn verify_function(&self) -> TokenStream {
        let (runtime, text) = (self.runtime, self.name().unraw().to_string());
        let visibility = &self.composition.visibility;
        let inputs = self.listed.inputs.iter().map(|input| {
            let (ty, conditions) = (input.given(), input.conditions());
            // An input may be a component.
            quote!(#conditions #runtime::composed::Described::<#ty>::DESCRIPTOR)
        });
        let (mut types, mut names) = (Vec::new(), Vec::new());
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
        quote! {
            /// Reports every component of this binary that the composition neither lists nor leaves out,
            /// and whatever the registry reports. Empty if all is well.
            #[must_use]
            #[allow(dead_code)]
            #visibility fn verify() -> ::std::vec::Vec<#runtime::Violation> {
                #[allow(unused_imports)]
                use #runtime::composed::DescribedOther as _;
                #runtime::composed::verify(
                    #text,
                    &__GRAPH,
                    &[
                        #(#inputs,)*
                        #(#types,)*
                    ],
                    &[#(#names),*],
                )
            }
        }
    }
}
