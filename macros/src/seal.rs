//! The seal: a field that no other code can supply.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use ssot_rules::annotated::unreadable;
use ssot_rules::attributes::is_condition;
use ssot_rules::names;
use syn::token::{Brace, Bracket, Paren};
use syn::{
    AttrStyle, Attribute, Field, FieldModifiers, Fields, FieldsNamed, ItemStruct, MacroDelimiter,
    Meta, MetaList, Path, Token, Type, Visibility,
};

use crate::generate::{generated_at, ident_at, used};

/// `#[__add_seal(path_of_ssot)]`: what a derive that stands above sees is the struct without its seal.
pub(crate) fn expand(runtime: TokenStream, tokens: &TokenStream) -> TokenStream {
    match (
        syn::parse2::<Path>(runtime),
        syn::parse2::<ItemStruct>(tokens.clone()),
    ) {
        (Ok(runtime), Ok(item)) => sealed(item, &runtime).into_token_stream(),
        (Err(error), _) | (_, Err(error)) => {
            let report = unreadable(names::FACTORY_ONLY, &error).to_report();
            quote!(#tokens #report)
        }
    }
}

/// The struct with its seal: first among named fields, so that an unsized tail stays last, and last
/// in a tuple, so that no position shifts. A unit struct gets braces, or its name would be a value.
pub(crate) fn sealed(mut item: ItemStruct, runtime: &Path) -> ItemStruct {
    let place = generated_at(item.ident.span());
    let name = ident_at(&names::seal_field(&item.ident), item.ident.span());
    let seal = quote::quote_spanned!(place=> #runtime::FactorySeal<Self>);
    if let Fields::Unit = item.fields {
        item.fields = Fields::Named(FieldsNamed {
            brace_token: Brace::default(),
            named: syn::punctuated::Punctuated::new(),
        });
        item.semi_token = None;
    }
    match &mut item.fields {
        Fields::Named(fields) => {
            let field = hidden(Some(name), place, seal);
            fields.named.insert(0, field);
        }
        Fields::Unnamed(fields) => {
            fields.unnamed.push(hidden(None, place, seal));
        }
        Fields::Unit => {}
    }
    item
}

/// A field that the documentation does not show. It is put together, since reading it costs twice as much.
fn hidden(name: Option<Ident>, place: Span, ty: TokenStream) -> Field {
    let path = Path::from(Ident::new("doc", Span::call_site()));
    let hidden = Attribute {
        pound_token: <Token![#]>::default(),
        style: AttrStyle::Outer,
        bracket_token: Bracket::default(),
        meta: Meta::List(MetaList {
            path,
            delimiter: MacroDelimiter::Paren(Paren::default()),
            tokens: quote!(hidden),
        }),
    };
    Field {
        attrs: vec![hidden],
        vis: Visibility::Inherited,
        modifiers: FieldModifiers::default(),
        colon_token: name.as_ref().map(|_| Token![:](place)),
        ident: name,
        ty: Type::Verbatim(ty),
        default: None,
    }
}

/// What a unit struct's or a tuple struct's bare name means in a constructor: the instance, or a
/// function that makes it. It takes the seal, so it can be called by whoever has one.
pub(crate) fn value(item: &ItemStruct, runtime: &Path) -> Option<TokenStream> {
    let name = ident_at(&names::seal_field(&item.ident), item.ident.span());
    let seal = ident_at(names::SEAL_PARAMETER, item.ident.span());
    let used = used(&seal);
    let (result, value) = match &item.fields {
        Fields::Unit => (quote!(Self), quote!(Self { #name: #used })),
        Fields::Unnamed(fields)
            if !fields
                .unnamed
                .iter()
                .any(|field| field.attrs.iter().any(is_condition)) =>
        {
            let types: Vec<_> = fields.unnamed.iter().map(|field| &field.ty).collect();
            let values: Vec<_> = (0..types.len())
                .map(|index| ident_at(&format!("field_{index}"), item.ident.span()))
                .collect();
            (
                quote!(impl ::core::ops::FnOnce(#(#types),*) -> Self),
                quote!(move |#(#values),*| Self(#(#values,)* #used)),
            )
        }
        _ => return None,
    };
    let ident = &item.ident;
    let (generics, arguments, bounds) = item.generics.split_for_impl();
    Some(quote! {
        impl #generics #ident #arguments #bounds {
            fn #name(#seal: #runtime::FactorySeal<Self>) -> #result {
                #value
            }
        }
    })
}
