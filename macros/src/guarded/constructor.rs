//! The constructor that the argument `new` generates from the fields.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use ssot_rules::arguments::Scope;
use ssot_rules::attributes::conditions;
use ssot_rules::names;
use ssot_rules::syntax::{AnyIdent, Attribute, Field, Fields, ItemStruct, Token};

use super::Expansion;
use crate::factory_type::any_factory;
use crate::generate::{Extent, bracketed, counts_usage, generated, generated_at, ident_at};
use crate::injection::{Injecting, is_composed};
use crate::seal;
use crate::self_type::SelfType;

impl Expansion<'_> {
    /// The constructor that the argument `new` asks for: the fields in their order.
    pub(super) fn generated_constructor(&self, argument: &Ident) -> TokenStream {
        let item = self.item();
        let (runtime, ident, factory) = (&self.runtime, &item.ident, self.factory());
        let conditions = &self.conditions;
        let (generics, arguments, bounds) = item.generics.split_for_impl();
        let component = quote!(#ident #arguments);
        let types = self.self_type();
        let of_factory = (types.types(quote!(#generics)), types.types(quote!(#bounds)));
        let (factory_generics, factory_bounds) = of_factory;
        let minted = (!self.unsealed()).then(|| {
            let counted = counts_usage();
            seal::minted(runtime, counted, argument.span())
        });
        let value = literal_of_fields(item, minted);
        let first = self.first_of_scope();
        let of_new = types.types(parameters(item, Ident::to_tokens));
        let of_refusal = parameters(item, |name, tokens| match &first {
            Some(first) if first == name => first.to_tokens(tokens),
            _ => Token::here("_").to_tokens(tokens),
        });
        let visibility = generated(item.vis.to_token_stream(), argument.span());
        let lints: Vec<_> = item
            .attrs
            .iter()
            .filter(|attribute| attribute.path().is_ident("allow"))
            .collect();
        let name = ident_at(names::NEW, argument.span());
        let documentation = format!("Makes a [`{}`] of its fields.", ident.unraw());
        let (injected, found) = self.injected_constructor(&component, &types);
        let found = format_ident!("{found}");
        let place = generated_at(argument.span());
        let any = any_factory(&factory, item.generics.lifetimes().count());
        // Each attribute costs a build. Without any of the user's, nothing of the struct is permitted to be deprecated.
        let deprecated = has_attributes(item).then(|| quote!(#[allow(deprecated)]));
        let many = item.fields.len() >= MANY_ARGUMENTS;
        let many = many.then(|| quote!(#[allow(clippy::too_many_arguments)]));
        let refusal = (!self.warns()).then(|| {
            let body = self.refusal(argument);
            let bounds = item.generics.predicates();
            quote_spanned! {place=>
                #conditions
                #(#lints)*
                #deprecated
                impl #generics #component where #(#bounds,)* {
                    // Inlined, it has no symbol, which a `dylib` would have to export.
                    #[doc(hidden)]
                    #[inline]
                    #many
                    #visibility fn #name(#of_refusal) -> Self
                    where
                        for<'never_satisfied> Self: #runtime::CallInstead<'never_satisfied, #factory #arguments>,
                    {
                        #body
                    }
                }
            }
        });
        quote_spanned! {place=>
            #conditions
            #(#lints)*
            #deprecated
            impl #factory_generics #factory #arguments #factory_bounds {
                #[doc = #documentation]
                #[must_use]
                #many
                #visibility fn #name(#of_new) -> #component {
                    #value
                }
            }
            #injected
            #refusal
            #conditions
            unsafe impl #runtime::ConstructorsStandHere for #any {
                type Injected = #runtime::composed::#found;
            }
        }
    }

    /// The first parameter, where the scope asks for it.
    fn first_of_scope(&self) -> Option<Ident> {
        let of_context = matches!(self.guarded.arguments.scope, Some(Scope::Context(_)));
        let first = self.item().fields.iter().next().filter(|_| of_context)?;
        let always = conditions(&first.attrs).is_empty();
        always.then(|| {
            first
                .ident
                .clone()
                .unwrap_or_else(|| format_ident!("field_0"))
        })
    }

    /// The body of the function that refuses: nothing runs it.
    fn refusal(&self, argument: &Ident) -> TokenStream {
        let of_context = matches!(self.guarded.arguments.scope, Some(Scope::Context(_)));
        if !of_context {
            return quote!(loop {});
        }
        let asked = match self.item().fields.iter().next() {
            Some(field) => Extent::of(&field.ty),
            None => Extent::at(argument.span()),
        };
        let (runtime, generics) = (&self.runtime, &self.item().generics);
        let place = generated_at(argument.span());
        let here = any_factory(&self.factory(), generics.lifetimes().count());
        let shown = bracketed(asked.generated(), quote!(#runtime::Shown<_>));
        let first = self
            .first_of_scope()
            .map_or_else(|| quote!(()), ToTokens::into_token_stream);
        quote_spanned!(place=> #runtime::refuse::<Self, #shown, _, #here>(&#first))
    }

    /// What tells a composition that it cannot call the function `new` of a component, and where it finds what it calls.
    fn injected_constructor(
        &self,
        component: &TokenStream,
        types: &SelfType<'_>,
    ) -> (TokenStream, &'static str) {
        if !self.is_component() || !is_composed() {
            return (TokenStream::new(), "FoundByName");
        }
        let item = self.item();
        let (_, arguments, _) = item.generics.split_for_impl();
        let factory = self.factory();
        let injecting = Injecting {
            runtime: &self.runtime,
            conditions: &self.conditions,
            generics: &item.generics,
            factory: &quote!(#factory #arguments),
            self_type: types,
            component,
            place: item.ident.span(),
        };
        let conditional = item
            .fields
            .iter()
            .any(|field| !conditions(&field.attrs).is_empty());
        if self.refused {
            (injecting.refused("Reported"), "Reported")
        } else if conditional || item.fields.len() > ssot_rules::injection::MOST_PARAMETERS {
            (injecting.refused("Unsuitable"), "FoundByConstant")
        } else {
            let types: Vec<_> = item.fields.iter().map(|field| &field.ty).collect();
            let constant = injecting.fields(&item.vis, &types);
            let place = if constant.is_empty() {
                "FoundByName"
            } else {
                "FoundByConstant"
            };
            (constant, place)
        }
    }
}

/// From how many fields on the constructor says that it may have so many arguments: fewer than the seven of Clippy, since a
/// project may have chosen a lower limit.
const MANY_ARGUMENTS: usize = 5;

/// Whether the struct or one of its fields has an attribute that is not documentation.
fn has_attributes(item: &ItemStruct) -> bool {
    let any = |attributes: &[Attribute]| {
        let mut attributes = attributes.iter();
        attributes.any(|attribute| !attribute.path().is_ident("doc"))
    };
    any(&item.attrs) || item.fields.iter().any(|field| any(&field.attrs))
}

/// The fields as parameters. `name` writes what stands in front of the colon.
///
/// One stream for all: each one that is put into another costs a call of the compiler.
fn parameters(item: &ItemStruct, name: impl Fn(&Ident, &mut TokenStream)) -> TokenStream {
    let mut tokens = TokenStream::new();
    for (index, field) in item.fields.iter().enumerate() {
        with_conditions(&field.attrs, &mut tokens);
        name(&name_of_field(field, index), &mut tokens);
        Token::here(":").to_tokens(&mut tokens);
        field.ty.to_tokens(&mut tokens);
        Token::here(",").to_tokens(&mut tokens);
    }
    tokens
}

/// The literal that is made of the fields and the seal, if there is one.
fn literal_of_fields(item: &ItemStruct, minted: Option<TokenStream>) -> TokenStream {
    let ident = &item.ident;
    let mut fields = TokenStream::new();
    for (index, field) in item.fields.iter().enumerate() {
        with_conditions(&field.attrs, &mut fields);
        name_of_field(field, index).to_tokens(&mut fields);
        Token::here(",").to_tokens(&mut fields);
    }
    if matches!(item.fields, Fields::Unnamed(_)) {
        quote!(#ident(#fields #minted))
    } else if matches!(item.fields, Fields::Unit) && minted.is_none() {
        ident.to_token_stream()
    } else {
        let seal = ident_at(&names::seal_field(ident), ident.span());
        let seal = minted.map(|minted| quote!(#seal: #minted));
        quote!(#ident { #fields #seal })
    }
}

fn name_of_field(field: &Field, index: usize) -> Ident {
    let name = field.ident.clone();
    name.unwrap_or_else(|| format_ident!("field_{index}"))
}

fn with_conditions(attributes: &[Attribute], tokens: &mut TokenStream) {
    if !attributes.is_empty() {
        conditions(attributes).to_tokens(tokens);
    }
}
