//! A composition that takes the list of another one.
//!
//! A macro sees nothing but its own tokens. So a composition leaves its list behind in a macro of its
//! own name, which hands it to the macro that overrides.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use ssot_rules::composition::{Body, Composition};
use ssot_rules::overriding::{overridden, with_arguments};
use ssot_rules::syntax::respanned;
use ssot_rules::tokens::any_ident;
use ssot_rules::violation::Violations;

use super::asking::{expanded, generics_first, runtime};
use super::generic::without_defaults;
use crate::generate::{Extent, generated_at, shown};

/// `__override_composition! { {path of ssot} {the list} what the user wrote }`
pub(crate) fn expand(tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter();
    let runtime = runtime(tokens.next());
    let list = match tokens.next() {
        Some(TokenTree::Group(group)) => group.stream(),
        _ => TokenStream::new(),
    };
    let mut violations = Violations::new();
    let composition = Composition::read(tokens.collect(), &mut violations);
    let (generics, mut list) = generics_first(list);
    if let Some(Composition {
        body: Body::Overriding {
            base, arguments, ..
        },
        ..
    }) = &composition
    {
        list = with_arguments(base, arguments, generics, list, &mut violations);
    }
    let base = Composition::read(quote!(struct Base { #list }), &mut violations);
    let (Some(composition), Some(base)) = (composition, base) else {
        return violations.into_tokens();
    };
    let overridden = overridden(&composition, base, &mut violations);
    let (listed, replaced) = overridden.map_or_else(Default::default, |overridden| {
        (Some(overridden.listed), overridden.replaced)
    });
    // An entry is found by how it is written: that it is the type that was meant is seen here.
    let same = replaced.iter().map(|(meant, listed)| {
        // Without the user's lints: the name is as long as it has to be to be found.
        let known = any_ident(meant.to_token_stream(), &mut |word| word == "$crate");
        let meant = if known {
            meant.to_token_stream()
        } else {
            respanned(meant.to_token_stream(), &generated_at)
        };
        let extent = Extent::of(&meant).generated();
        let same = shown!(extent.end().generated()=> (__same));
        let identical = shown!(extent=> |__same| #same);
        // The same types in the same order, so that they are one type or the compiler says what they are.
        let generics = without_defaults(&composition.generics);
        if generics.is_empty() {
            return shown! {extent=>
                const _: fn(&#meant) -> &#listed = #identical;
            };
        }
        let bounds = &composition.generics.where_clause;
        shown! {extent=>
            const _: () = {
                #[allow(dead_code)]
                fn __is_the_same<#(#generics),*>(__same: &#meant) -> &#listed #bounds {
                    #same
                }
            };
        }
    });
    let same = quote!(#(#same)*);
    let expansion = match (&listed, violations.only_warn()) {
        (Some(listed), true) => expanded(&composition, listed, &runtime),
        _ => TokenStream::new(),
    };
    let report = violations.into_tokens();
    quote!(#expansion #same #report)
}
