//! The seal: a field that no other code can supply.

use proc_macro2::{Delimiter, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use ssot_rules::annotated::unreadable;
use ssot_rules::attributes::is_condition;
use ssot_rules::derives::{Sorted, attributes_of_seal, sort_late};
use ssot_rules::guarded::StructItem;
use ssot_rules::names;
use ssot_rules::syntax::{self, Attribute, Fields, ItemStruct, Path, Visibility, in_brackets};

use crate::generate::{generated_at, ident_at};

/// `#[__add_seal(path_of_ssot)]`: what stands above it sees the struct without its seal.
pub(crate) fn expand(runtime: TokenStream, tokens: &TokenStream) -> TokenStream {
    match (
        syntax::parse2::<Path>(runtime),
        syntax::parse2::<StructItem>(tokens.clone()),
    ) {
        (Ok(runtime), Ok(read)) => {
            let attributes = sort_late(&read.item.attrs);
            sealed(&read.item, &attributes, &read.unfinished, &runtime)
        }
        (Err(error), _) | (_, Err(error)) => {
            let report = unreadable(names::FACTORY_ONLY, &error).to_report();
            quote!(#tokens #report)
        }
    }
}

/// The struct with its seal. What must not see the seal goes above an attribute that adds it.
pub(crate) fn sealed(
    item: &ItemStruct,
    attributes: &Sorted,
    unfinished: &TokenStream,
    runtime: &Path,
) -> TokenStream {
    let (above, below) = (&attributes.above, &attributes.below);
    if above.is_empty() {
        return with_seal(item, below, unfinished, runtime);
    }
    let runtime = runtime.to_token_stream();
    let seal = quote!(#[#runtime::private::__add_seal(#runtime)]);
    let ItemStruct {
        vis,
        struct_token,
        ident,
        generics,
        fields,
        semi_token,
        ..
    } = item;
    let (parameters, bounds) = (parameters(item), &generics.where_clause);
    let head = quote!(#(#above)* #seal #(#below)* #vis #struct_token #ident #parameters);
    match fields {
        Fields::Named(named) => {
            let fields = named.fields.iter();
            let fields = quote!(#(#fields,)* #unfinished);
            let mut tokens = quote!(#head #bounds);
            in_brackets(Delimiter::Brace, named.brackets, fields, &mut tokens);
            tokens
        }
        fields => quote!(#head #fields #bounds #semi_token),
    }
}

/// The seal of an instance that no code of the user's makes.
pub(crate) fn minted(runtime: &impl ToTokens, counted: bool, place: Span) -> TokenStream {
    let place = generated_at(place);
    let counted = counted.then(|| quote_spanned!(place=> .counted()));
    quote_spanned!(place=> unsafe { #runtime::FactorySeal::mint() } #counted)
}

/// The seal of what the registry lists, which nothing but an attribute can write: `unsafe` of a macro that anyone can call
/// would be accepted from anyone.
pub(crate) fn description_seal(runtime: &impl ToTokens, place: Span) -> TokenStream {
    quote_spanned!(place=> unsafe { #runtime::FactorySeal::mint() })
}

/// The seal comes first among named fields, so that an unsized tail stays last, and last in a tuple, so that no
/// position shifts. A unit struct gets braces, or its name would be a value.
fn with_seal(
    item: &ItemStruct,
    attributes: &[Attribute],
    unfinished: &TokenStream,
    runtime: &Path,
) -> TokenStream {
    let place = generated_at(item.ident.span());
    let name = ident_at(&names::seal_field(&item.ident), item.ident.span());
    let seal = quote_spanned!(place=> #runtime::FactorySeal<Self>);
    let ItemStruct {
        vis,
        struct_token,
        ident,
        generics,
        fields,
        ..
    } = item;
    let bounds = &generics.where_clause;
    let (parameters, lints) = (parameters(item), pub_fields(fields));
    let head = quote!(#(#attributes)* #lints #vis #struct_token #ident #parameters);
    let helpers = attributes_of_seal(attributes);
    let hidden = quote_spanned!(place=> #[doc(hidden)] #(#helpers)*);
    let mut sealed = head;
    // With the user's brackets: from the first token to the last, that is what the compiler shows of the struct.
    match fields {
        Fields::Unnamed(unnamed) => {
            let fields = unnamed.fields.iter();
            let fields = quote!(#(#fields,)* #hidden #seal);
            let brackets = unnamed.brackets;
            in_brackets(Delimiter::Parenthesis, brackets, fields, &mut sealed);
            let semicolon = &item.semi_token;
            sealed.extend(quote!(#bounds #semicolon));
        }
        Fields::Named(named) => {
            let fields = named.fields.iter();
            let fields = quote!(#hidden #name: #seal, #(#fields,)* #unfinished);
            bounds.to_tokens(&mut sealed);
            in_brackets(Delimiter::Brace, named.brackets, fields, &mut sealed);
        }
        Fields::Unit => {
            bounds.to_tokens(&mut sealed);
            let semicolon = item
                .semi_token
                .map_or(item.ident.span(), |token| token.span);
            let seal = quote!(#hidden #name: #seal);
            in_brackets(Delimiter::Brace, semicolon, seal, &mut sealed);
        }
    }
    sealed
}

/// The generic parameters, with their defaults.
fn parameters(item: &ItemStruct) -> Option<TokenStream> {
    let parameters = &item.generics.params;
    (!parameters.is_empty()).then(|| quote!(<#parameters>))
}

/// The seal is a private field beside public ones, which is no choice of the user's.
fn pub_fields(fields: &Fields) -> Option<TokenStream> {
    let any = fields
        .iter()
        .any(|field| !matches!(field.vis, Visibility::Inherited));
    any.then(|| quote!(#[allow(clippy::partial_pub_fields)]))
}

/// What a unit struct's or a tuple struct's bare name means in a constructor: the instance, or a
/// function that makes it. It takes a permit, so only a constructor of the type can call it.
///
/// Where instances are counted there are two, since a constant constructor cannot count.
pub(crate) fn value(
    item: &ItemStruct,
    runtime: &Path,
    conditions: &TokenStream,
) -> Option<TokenStream> {
    let place = generated_at(item.ident.span());
    let name = ident_at(&names::seal_field(&item.ident), item.ident.span());
    let counts = crate::generate::counts_usage();
    let minted = |counted| minted(runtime, counted, item.ident.span());
    let (result, constant, counting) = match &item.fields {
        Fields::Unit => {
            let (constant, counting) = (minted(false), minted(true));
            (
                quote!(Self),
                quote!(Self { #name: #constant }),
                quote!(Self { #name: #counting }),
            )
        }
        Fields::Unnamed(fields)
            if !fields
                .fields
                .iter()
                .any(|field| field.attrs.iter().any(is_condition)) =>
        {
            let types: Vec<_> = fields.fields.iter().map(|field| &field.ty).collect();
            let values: Vec<_> = (0..types.len())
                .map(|index| ident_at(&format!("field_{index}"), item.ident.span()))
                .collect();
            let minted = minted(counts);
            let function = quote!(|#(#values),*| Self(#(#values,)* #minted));
            (quote!(fn(#(#types),*) -> Self), function.clone(), function)
        }
        _ => return None,
    };
    let ident = &item.ident;
    let (generics, arguments, bounds) = item.generics.split_for_impl();
    let counting = counts.then(|| {
        let name = ident_at(&counted_value(&name), item.ident.span());
        quote_spanned! {place=>
            #[doc(hidden)]
            #[allow(dead_code)]
            fn #name(_: #runtime::private::Permit<Self>) -> #result { #counting }
        }
    });
    Some(quote_spanned! {place=>
        #conditions
        impl #generics #ident #arguments #bounds {
            #[doc(hidden)]
            #[allow(dead_code)]
            const fn #name(_: #runtime::private::Permit<Self>) -> #result { #constant }
            #counting
        }
    })
}

/// The function for the bare name whose instances are counted.
pub(crate) fn counted_value(field: impl core::fmt::Display) -> String {
    format!("{field}_counted")
}
