//! `#[ssot_config]` without the feature `config`.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use ssot_rules::annotated::{self, Annotated};
use ssot_rules::arguments::{GuardArguments, runtime};
use ssot_rules::attributes::conditions;
use ssot_rules::guarded::Guarded;
use ssot_rules::names;
use ssot_rules::syntax::ItemStruct;
use ssot_rules::violation::Violations;

use super::feature_missing;
use crate::factory;
use crate::generate::{generated, generated_at};
use crate::guarded::guarded_component;

/// The struct as a component that was refused, with a constructor that makes nothing.
pub(crate) fn expand(arguments: TokenStream, tokens: &TokenStream) -> TokenStream {
    let mut violations = Violations::new();
    let read = annotated::guard(names::SSOT_CONFIG, tokens, &mut violations);
    let Annotated::Wanted(read) = read else {
        let report = violations.into_tokens();
        return quote!(#tokens #report);
    };
    let mut item = read.item;
    for field in &mut item.fields {
        field
            .attrs
            .retain(|attribute| !attribute.path().is_ident(names::CONFIG));
    }
    violations.report(feature_missing(
        "#[ssot_config]",
        "config",
        item.ident.span(),
    ));
    let guard = guard_arguments(arguments);
    let guarded = Guarded::read(names::SSOT_COMPONENT, &item, guard, &mut violations);
    let component = guarded_component(&guarded, true);
    let constructor = constructor(&item, &guarded.arguments);
    let report = violations.into_tokens();
    quote!(#component #constructor #report)
}

/// What the attribute has in common with that of a component. The rest is read where the feature is on.
fn guard_arguments(tokens: TokenStream) -> GuardArguments {
    let mut unread = Violations::new();
    let arguments = GuardArguments::read(names::SSOT_COMPONENT, tokens, &mut unread);
    drop(unread.into_vec());
    arguments
}

fn constructor(item: &ItemStruct, arguments: &GuardArguments) -> TokenStream {
    let (ident, runtime) = (&item.ident, runtime(arguments.runtime.as_ref()));
    let conditions = conditions(&item.attrs);
    let visibility = generated(item.vis.to_token_stream(), ident.span());
    let (generics, parameters, bounds) = item.generics.split_for_impl();
    let constructor = quote_spanned! {generated_at(ident.span())=>
        #conditions
        impl #generics #ident #parameters #bounds {
            #[doc = "Needs the feature `config`."]
            #visibility fn load(
                layers: impl ::core::marker::Sized,
            ) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                let _ = layers;
                ::core::unreachable!()
            }
        }
    };
    factory::expand(quote!(crate = #runtime), &constructor)
}
