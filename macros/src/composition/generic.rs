//! A composition with parameters: they are declared wherever its type is named.
//!
//! A constant of a module cannot depend on them, so that what is known of its components are constants of its type. They are
//! looked at where the application is made, and here for the defaults of the parameters.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use ssot_rules::composition::Entry;
use ssot_rules::syntax::{GenericParam, Generics, Type, respanned};
use ssot_rules::tokens::type_text;

use super::expansion::{Component, Expansion, Kind, marker};
use crate::generate::{Extent, generated_at, shown};

/// The parameters as an implementation declares them.
pub(super) fn without_defaults(generics: &Generics) -> Vec<GenericParam> {
    let mut parameters = generics.params.clone().take();
    for parameter in &mut parameters {
        match parameter {
            GenericParam::Type(parameter) => parameter.default = None,
            GenericParam::Const(parameter) => parameter.default = None,
            GenericParam::Lifetime(_) => {}
        }
    }
    parameters
}

impl Expansion<'_> {
    pub(super) fn is_generic(&self) -> bool {
        !self.composition.generics.params.is_empty()
    }

    /// The parameters as an item declares them, with others behind them.
    pub(super) fn declared(&self, others: &TokenStream) -> TokenStream {
        // Brackets stand there in any case, and the parameters are not the user's: the compiler would advise to add a
        // parameter where it does not know a type, and so report that type once with this advice, and once without.
        let parameters = without_defaults(&self.composition.generics);
        let parameters = respanned(quote!(#(#parameters,)*), &generated_at);
        quote!(<#parameters #others>)
    }

    /// The parameters of an implementation.
    pub(super) fn generics(&self) -> TokenStream {
        self.declared(&TokenStream::new())
    }

    /// As they are given to one of its types.
    pub(super) fn arguments(&self) -> TokenStream {
        let (_, arguments, _) = self.composition.generics.split_for_impl();
        arguments.to_token_stream()
    }

    /// Their bounds: what an application holds lives as long as it does.
    pub(super) fn bounds(&self) -> TokenStream {
        if !self.is_generic() {
            return TokenStream::new();
        }
        let generics = &self.composition.generics;
        let written = generics.predicates();
        // In a tuple: where a parameter has bounds of its own, a lint would ask for one place for all of them.
        let types = generics.type_params().map(|parameter| &parameter.ident);
        quote!(where #(#written,)* #((#types,): 'static,)*)
    }

    /// One of the constants about its components.
    pub(super) fn constant(&self, name: &str) -> TokenStream {
        let name = proc_macro2::Ident::new(name, proc_macro2::Span::call_site());
        if self.is_generic() {
            let own = &self.own;
            quote!(<#own>::#name)
        } else {
            name.into_token_stream()
        }
    }

    /// What keeps its types in a struct that need not have one of each.
    pub(super) fn marker_type(&self) -> Option<TokenStream> {
        let mut types = self.composition.generics.type_params();
        self.is_generic().then(|| {
            let types = types.by_ref().map(|parameter| &parameter.ident);
            quote!(::core::marker::PhantomData<fn() -> (#(#types,)*)>)
        })
    }

    /// Whether making what is at the slot of a component waits.
    pub(super) fn pace(&self, slot: usize, marker: &TokenStream) -> TokenStream {
        let (runtime, own) = (self.runtime, &self.own);
        if self.is_generic() {
            return quote!(#runtime::composed::Settled<#own, #marker>);
        }
        quote!(<#runtime::composed::TimingOf<{ __ASYNCHRONOUS[#slot] }> as #runtime::composed::HasTiming>::Timing)
    }

    /// What a type says of the components of a generic composition.
    pub(super) fn generic_graph(&self, rows: &TokenStream) -> TokenStream {
        let (runtime, own, name) = (self.runtime, &self.own, self.name());
        let (generics, bounds) = (self.generics(), self.bounds());
        let constants = self.constants(rows, &quote!(Self::));
        let waits = self.components().map(|component| {
            let (slot, marker) = (component.slot, marker(component.slot));
            let conditions = component.entry.conditions();
            quote! {
                #conditions
                impl #generics #runtime::composed::WaitsAt<#marker> for #own #bounds {
                    const WAITS: ::core::primitive::bool = Self::__ASYNCHRONOUS[#slot];
                }
            }
        });
        let checks = self.components().map(|component| {
            let (slot, entry) = (component.slot, component.entry);
            let conditions = entry.conditions();
            let check = shown! {Extent::of(&entry.ty)=>
                #runtime::composed::check(&Self::__ROWS, Self::__SOUND, #slot)
            };
            let declared = self.declared_checks(component);
            quote!(#conditions let () = { #check; #declared };)
        });
        let inputs = self
            .listed
            .inputs
            .iter()
            .map(|input| self.generic_input(input));
        let parts = self.part_checks();
        // `cargo check` looks at the constants of a type that has no parameters left.
        let parameters = &self.composition.generics.params;
        let has_defaults = parameters.iter().all(|parameter| match parameter {
            GenericParam::Type(parameter) => parameter.default.is_some(),
            GenericParam::Const(parameter) => parameter.default.is_some(),
            GenericParam::Lifetime(_) => true,
        });
        let checked = has_defaults.then(|| quote!(const _: () = <#name>::__CHECKED;));
        quote! {
            #[allow(dead_code)]
            impl #generics #own #bounds {
                #constants
                const __CHECKED: () = {
                    #[allow(unused_imports)]
                    use #runtime::composed::DescribedOther as _;
                    #(#checks)*
                    #(#inputs)*
                    #parts
                };
            }
            #(#waits)*
            #checked
        }
    }

    fn generic_input(&self, input: &Entry) -> TokenStream {
        let (runtime, ty, conditions) = (self.runtime, input.given(), input.conditions());
        let text = type_text(ty);
        let check = shown! {Extent::of(ty)=>
            #runtime::composed::check_input(
                #runtime::composed::Described::<#ty>::DESCRIPTOR,
                if #runtime::composed::Described::<#ty>::IS_CONTEXT {
                    ::core::option::Option::Some(#text)
                } else {
                    ::core::option::Option::None
                },
            )
        };
        quote!(#conditions let () = #check;)
    }

    /// That no parameter stands for what belongs to a context: no constant could tell.
    pub(super) fn checked_when_made(&self) -> Option<TokenStream> {
        let runtime = self.runtime;
        let generics = &self.composition.generics;
        let is_parameter = |ty: &Type| {
            let Type::Path(path) = ty else { return false };
            let mut parameters = generics.type_params();
            parameters.any(|parameter| path.path.get_ident() == Some(&parameter.ident))
        };
        let mut names = Vec::new();
        for input in &self.listed.inputs {
            let (ty, conditions) = (input.given(), input.conditions());
            if is_parameter(ty) {
                names.push(quote!(#conditions ::core::any::type_name::<#ty>()));
            }
        }
        (!names.is_empty()).then(|| quote!(#runtime::composed::check_inputs(&[#(#names),*])?;))
    }

    /// That the component declares the interfaces as which it is listed.
    fn declared_checks(&self, component: &Component<'_>) -> TokenStream {
        let interfaces = component.entry.interfaces.iter();
        let checks = interfaces.enumerate().filter_map(|(index, interface)| {
            let check = self.declared_interface(component, index, interface)?;
            Some(shown!(Extent::of(&component.entry.ty)=> #check))
        });
        quote!(#(#checks)*)
    }

    /// The description of what is made of what a caller gives, or of another component.
    pub(super) fn descriptor(&self, component: &Component<'_>) -> TokenStream {
        let (runtime, own, ty) = (self.runtime, &self.own, &component.entry.ty);
        let marker = marker(component.slot);
        if component.kind == Kind::Made {
            quote!(<#ty as __Component>::DESCRIPTOR)
        } else {
            quote!(#runtime::composed::descriptor_of::<#own, #marker, #ty>())
        }
    }
}
