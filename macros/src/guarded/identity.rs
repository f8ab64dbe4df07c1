//! What stands beside a guarded type: its factory, and what the runtime knows about it.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use ssot_rules::arguments::Enforcement;
use ssot_rules::names;
use syn::ext::IdentExt;
use syn::{GenericParam, Generics, Path, Visibility};

use crate::generate::{counts_usage, generated, generated_at, ident_at};

/// The factory, and the type that stands for the constructors whatever the generic arguments are.
pub(super) fn types(visibility: &Visibility, ident: &Ident, generics: &Generics) -> TokenStream {
    let visibility = generated(visibility.to_token_stream(), ident.span());
    let factory = ident_at(&names::factory(ident), ident.span());
    let constructors = ident_at(&names::constructors(ident), ident.span());
    let documentation = format!("Makes every [`{0}`]; nothing else can.", ident.unraw());
    let factory = if generics.params.is_empty() {
        quote!(#visibility struct #factory(());)
    } else {
        let (parameters, used) = unbounded(generics);
        quote!(#visibility struct #factory<#parameters>(::core::marker::PhantomData<fn() -> (#used)>);)
    };
    quote! {
        #[doc = #documentation]
        #factory
        #[doc(hidden)]
        #visibility struct #constructors(());
    }
}

/// The guarded type under the name that a `#[factory]` impl of the same enforcement asks for.
pub(super) fn enforced(
    visibility: &Visibility,
    ident: &Ident,
    enforcement: Enforcement,
) -> TokenStream {
    let visibility = generated(visibility.to_token_stream(), ident.span());
    let enforced = ident_at(&names::enforced(ident, enforcement), ident.span());
    quote_spanned! {generated_at(ident.span())=>
        #[doc(hidden)]
        #visibility use #ident as #enforced;
    }
}

/// The generic parameters without their bounds, and a type that uses them: a bound that is missing
/// somewhere is then missed by the guarded type only.
fn unbounded(generics: &Generics) -> (TokenStream, TokenStream) {
    let (mut parameters, mut used) = (TokenStream::new(), TokenStream::new());
    for parameter in &generics.params {
        match parameter {
            GenericParam::Lifetime(parameter) => {
                let lifetime = &parameter.lifetime;
                parameters.extend(quote!(#lifetime,));
                used.extend(quote!(&#lifetime (),));
            }
            GenericParam::Type(parameter) => {
                let ident = &parameter.ident;
                let default = parameter
                    .default
                    .as_ref()
                    .map(|(equals, ty)| quote!(#equals #ty));
                parameters.extend(quote!(#ident: ?::core::marker::Sized #default,));
                used.extend(quote!(::core::marker::PhantomData<#ident>,));
            }
            GenericParam::Const(parameter) => parameters.extend(quote!(#parameter,)),
        }
    }
    (parameters, used)
}

/// What differs between guarded types.
pub(super) struct Identity<'a> {
    pub(super) allow_clone: bool,
    /// Reported, at the name of the type, if nothing constructs it.
    pub(super) checked: &'a TokenStream,
    pub(super) scope: &'a TokenStream,
    /// The type is a component, whose instances may be counted.
    pub(super) component: bool,
}

/// What the runtime knows about a guarded type. There is one impl of it for each type, whatever its
/// generic arguments are, so nobody can write another.
pub(super) fn identity(
    ident: &Ident,
    generics: &Generics,
    identity: &Identity<'_>,
    runtime: &Path,
) -> TokenStream {
    let Identity {
        allow_clone,
        checked,
        scope,
        component,
    } = identity;
    let usage = (*component && counts_usage()).then(|| {
        let constructors = ident_at(&names::constructors(ident), ident.span());
        quote_spanned! {generated_at(ident.span())=>
            const USAGE: ::core::option::Option<&'static #runtime::private::Usage> =
                ::core::option::Option::Some(<#constructors as #runtime::private::Counted>::USAGE);
        }
    });
    let place = generated_at(ident.span());
    let constructors = ident_at(&names::constructors(ident), ident.span());
    let cloning = if *allow_clone {
        quote!(Allowed)
    } else {
        quote!(Refused)
    };
    let (generics, arguments, bounds) = generics.split_for_impl();
    quote_spanned! {place=>
        impl #generics #runtime::private::Guarded for #ident #arguments #bounds {
            type Constructors = #constructors;
            type Checked = #checked;
            type Cloning = #runtime::private::#cloning;
            type Scope = #scope;
            #usage
        }
    }
}
