//! The struct that an application holds.

use proc_macro2::TokenStream;
use quote::quote;
use ssot_rules::composition::Entry;
use ssot_rules::syntax::AnyIdent;

use super::expansion::{Expansion, numbered};

impl Expansion<'_> {
    pub(super) fn structure(&self) -> TokenStream {
        let (runtime, name, own) = (self.runtime, self.name(), &self.own);
        let (attributes, visibility) = (&self.composition.attributes, &self.composition.visibility);
        let parameters = &self.composition.generics.params;
        let generics = self.is_generic().then(|| quote!(<#parameters>));
        let bounds = self.bounds();
        quote! {
            #(#attributes)*
            #visibility struct #name #generics(#runtime::OpenScope<#own>) #bounds;
        }
    }

    pub(super) fn application(&self) -> TokenStream {
        let (runtime, own) = (self.runtime, &self.own);
        let (generics, bounds) = (self.generics(), self.bounds());
        let text = self.name().unraw().to_string();
        let (new, verify) = (self.new_function(), self.verify_function());
        let state = self.state();
        let visibility = &self.composition.visibility;
        quote! {
            impl #generics #own #bounds {
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

            impl #generics ::core::ops::Deref for #own #bounds {
                type Target = #runtime::OpenScope<#own>;
                #[inline]
                fn deref(&self) -> &#runtime::OpenScope<#own> {
                    &self.0
                }
            }

            impl #generics ::core::clone::Clone for #own #bounds {
                fn clone(&self) -> Self {
                    Self(::core::clone::Clone::clone(&self.0))
                }
            }

            impl #generics ::core::fmt::Debug for #own #bounds {
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
        let (runtime, own) = (self.runtime, &self.own);
        let generics = self.declared(&quote!(__T: ?::core::marker::Sized));
        let bounds = self.bounds();
        let bounds = if bounds.is_empty() {
            quote!(where)
        } else {
            bounds
        };
        Some(quote! {
            impl #generics #runtime::axum::FromRef<#own> for ::std::sync::Arc<__T>
            #bounds
                #own: #runtime::composed::Resolves<#runtime::Root, __T, Timing: #runtime::composed::AtOnce<__T>>,
            {
                fn from_ref(application: &#own) -> Self {
                    #runtime::axum::state(application)
                }
            }
        })
    }

    fn new_function(&self) -> TokenStream {
        let runtime = self.runtime;
        let visibility = &self.composition.visibility;
        let inputs = |written: &dyn Fn(&Entry, TokenStream) -> TokenStream| -> TokenStream {
            let inputs = self.listed.inputs.iter().enumerate();
            let inputs = inputs.map(|(index, input)| {
                let (field, conditions) = (numbered("input", index), input.conditions());
                let written = written(input, quote!(#field));
                quote!(#conditions #field: #written,)
            });
            quote!(#(#inputs)*)
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
        let made = self.made(&values);
        quote! {
            /// Composes the application of its inputs. No component is made yet.
            ///
            /// # Errors
            ///
            /// A listed component is defined twice in this binary.
            // Which of its functions a crate calls is its own matter, as with every other macro's.
            #[allow(dead_code, clippy::missing_errors_doc, clippy::too_many_arguments)]
            #visibility fn new(#parameters) -> ::core::result::Result<Self, #runtime::CompositionError> {
                #made
            }
        }
    }

    /// The application of its inputs, which are the fields of a literal.
    pub(super) fn made(&self, inputs: &TokenStream) -> TokenStream {
        let (runtime, own_type) = (self.runtime, &self.own);
        let (own, cells) = (numbered("Own", 0), numbered("Cells", 0));
        let (arguments, graph) = (self.arguments(), self.constant("__GRAPH"));
        let checked = self.is_generic().then(|| {
            let inputs = self.checked_when_made();
            quote!(let () = Self::__CHECKED; #inputs)
        });
        let marker = self
            .marker_type()
            .map(|_| quote!(__marker: ::core::marker::PhantomData,));
        quote! {
            #checked
            #runtime::composed::check_definitions(&#graph)?;
            let __scope = #runtime::composed::application::<#own_type>(
                (),
                #own { #inputs #marker },
                <#cells #arguments>::empty(),
            );
            ::core::result::Result::Ok(Self(__scope))
        }
    }

    fn verify_function(&self) -> TokenStream {
        let (runtime, text) = (self.runtime, self.name().unraw().to_string());
        let visibility = &self.composition.visibility;
        let graph = self.constant("__GRAPH");
        let (types, names) = self.known_otherwise();
        let parts = self.part_rows();
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
                    &#graph,
                    &[#(#types),*],
                    &[#(#names),*],
                    &[#(#parts),*],
                )
            }
        }
    }
}
