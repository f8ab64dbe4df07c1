//! The type of the factory, and how it is named.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use ssot_rules::names;
use ssot_rules::syntax::{AnyIdent, GenericParam, Generics, Item, Path, Visibility};
use ssot_rules::written;

use crate::generate::{Extent, generated, generated_at, ident_at};

/// What a `#[factory]` impl of an enum or a union refers to, so that only the enum is reported.
pub(crate) fn stand_in(item: &Item, runtime: &Path) -> Option<TokenStream> {
    let (visibility, ident, generics) = match item {
        Item::Enum(item) | Item::Union(item) => (&item.vis, &item.ident, &item.generics),
        _ => return None,
    };
    let (types, factory) = (
        factory_type(visibility, ident, generics),
        ident_at(&names::factory(ident), ident.span()),
    );
    let any = any_factory(&factory, generics.lifetimes().count());
    let (with_choice, chosen) = any_choice(generics);
    let (_, arguments, bounds) = generics.split_for_impl();
    let (parameters, _, _) = with_choice.split_for_impl();
    Some(quote_spanned! {generated_at(ident.span())=>
        #types
        unsafe impl #parameters #runtime::FactoryOf<#ident #arguments> for #factory #chosen #bounds {
            type Constructors = #runtime::private::Unchecked<#any>;
            type Scope = #runtime::composed::NoComponent;
        }
    })
}

/// The factory. Every parameter has a default, so that the factory can be named without a choice of types:
/// a type has one place for its constructors, whatever its generic arguments are.
pub(crate) fn factory_type(
    visibility: &Visibility,
    ident: &Ident,
    generics: &Generics,
) -> TokenStream {
    let visibility = generated(visibility.to_token_stream(), ident.span());
    // With the user's hygiene: from a name with that of generated ones, an editor leads to the attribute too.
    let factory = Ident::new(&names::factory(ident), ident.span());
    let name = ident.unraw().to_string();
    // So the user's lints would apply to it. The one about its name has been told of the type's.
    let unusual = name.contains('_') || name.starts_with(char::is_lowercase);
    let lint = unusual.then(|| quote!(#[allow(non_camel_case_types)]));
    let documentation = format!("Makes every [`{name}`]; nothing else can.");
    if generics.params.is_empty() {
        // Without a value, so it costs who builds it the least.
        return quote!(#[doc = #documentation] #lint #visibility enum #factory {});
    }
    let (parameters, used) = unbounded(generics);
    quote! {
        #[doc = #documentation]
        #lint
        #visibility struct #factory<#parameters>(::core::marker::PhantomData<fn() -> (#used)>);
    }
}

/// The generic parameters without their bounds, and a type that uses them: a bound that is missing
/// somewhere is then missed by the guarded type only.
fn unbounded(generics: &Generics) -> (TokenStream, TokenStream) {
    let (mut parameters, mut used) = (TokenStream::new(), TokenStream::new());
    for parameter in &generics.params {
        match parameter {
            GenericParam::Lifetime(parameter) => {
                let (attributes, lifetime) = (&parameter.attrs, &parameter.lifetime);
                parameters.extend(quote!(#(#attributes)* #lifetime,));
                used.extend(quote!(&#lifetime (),));
            }
            GenericParam::Type(parameter) => {
                let (attributes, ident) = (&parameter.attrs, &parameter.ident);
                let default = parameter
                    .default
                    .as_ref()
                    .map(|(_, ty)| ty.to_token_stream());
                // One that needs a bound cannot stand without it.
                let needs_bound = |ty: &TokenStream| {
                    ssot_rules::tokens::any_ident(ty.clone(), &mut |word| word == "as")
                };
                let default = default
                    .filter(|ty| !needs_bound(ty))
                    .unwrap_or_else(|| quote!(()));
                parameters
                    .extend(quote!(#(#attributes)* #ident: ?::core::marker::Sized = #default,));
                used.extend(quote!(::core::marker::PhantomData<#ident>,));
            }
            GenericParam::Const(parameter) => {
                let (attributes, ident, ty) = (&parameter.attrs, &parameter.ident, &parameter.ty);
                let default = parameter
                    .default
                    .as_ref()
                    .map(|(_, value)| value.to_token_stream());
                let default = default.unwrap_or_else(|| any_constant(&ty.to_token_stream()));
                parameters.extend(quote!(#(#attributes)* const #ident: #ty = #default,));
            }
        }
    }
    (parameters, used)
}

/// The parameters of an impl about the type and every choice of its factory's, and how the factory is written in it: a
/// constructor of `Port<T>` may make a `Port<U>`.
pub(crate) fn any_choice(generics: &Generics) -> (Generics, Option<TokenStream>) {
    let (mut all, mut chosen) = (generics.clone(), TokenStream::new());
    for parameter in &generics.params {
        match parameter {
            GenericParam::Lifetime(_) => chosen.extend(quote!('_,)),
            GenericParam::Type(parameter) => {
                let ident = any_of(&parameter.ident);
                chosen.extend(quote!(#ident,));
                all.params.push(written!(#ident: ?::core::marker::Sized));
            }
            GenericParam::Const(parameter) => {
                let (ident, ty) = (any_of(&parameter.ident), &parameter.ty);
                chosen.extend(quote!(#ident,));
                all.params.push(written!(const #ident: #ty));
            }
        }
    }
    let chosen = (!chosen.is_empty()).then(|| quote!(<#chosen>));
    (all, chosen)
}

/// What an impl needs in which the user's lifetimes stand once: they are declared in the user's words, so the user's lints apply.
pub(crate) fn lifetimes_used_once(generics: &Generics) -> Option<TokenStream> {
    let any = generics.lifetimes().next().is_some();
    any.then(|| quote!(#[allow(single_use_lifetimes)]))
}

fn any_of(parameter: &Ident) -> Ident {
    let place = Extent::at(parameter.span()).before();
    ident_at(&format!("__Any{}", parameter.unraw()), place)
}

/// A value of a type that a constant parameter can have.
fn any_constant(ty: &TokenStream) -> TokenStream {
    match ty.to_string().as_str() {
        "bool" => quote!(false),
        "char" => quote!('-'),
        _ => quote!(0),
    }
}

/// The factory with its lifetimes, and with the default of all else. `factory` is its path without arguments.
pub(crate) fn any_factory(factory: &impl ToTokens, lifetimes: usize) -> TokenStream {
    let lifetimes: Vec<_> = (0..lifetimes).map(|_| quote!('static)).collect();
    if lifetimes.is_empty() {
        factory.to_token_stream()
    } else {
        quote!(#factory<#(#lifetimes),*>)
    }
}
