//! What makes a second definition an error: of the compiler within a crate, of the linker in a binary.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use ssot_rules::names::Once;
use ssot_rules::syntax::Visibility;

use crate::generate::{Extent, generated, generated_at, ident_at, shown};

/// A macro that a crate cannot have twice. An exported macro stands at the root of the crate, wherever it
/// was written, so a second one is an error in `cargo check` that points at both places.
pub(crate) fn definition(name: &str, place: Span, rules: &TokenStream) -> TokenStream {
    let extent = Extent::at(place).generated();
    let name = Ident::new(name, extent.before());
    shown! {extent=>
        #[doc(hidden)]
        #[macro_export]
        // Standing at the crate's root is what it is for, from within a function too.
        #[allow(non_local_definitions)]
        macro_rules! #name {
            #rules
        }
    }
}

/// That macro under the name of the item that it belongs to, which comes along wherever the item is imported.
pub(crate) fn own_name(definition: &str, ident: &Ident, visibility: &Visibility) -> TokenStream {
    let place = generated_at(ident.span());
    let definition = ident_at(definition, ident.span());
    let visibility = generated(visibility.to_token_stream(), ident.span());
    let mut own_name = ident.clone();
    own_name.set_span(place);
    quote_spanned! {place=>
        #[doc(hidden)]
        #[allow(unused_imports)]
        #visibility use #definition as #own_name;
    }
}

/// A static that a binary cannot have twice. It belongs into the module of something that is always linked, and so into
/// the same object.
pub(crate) fn exported(once: Once, name: &str) -> TokenStream {
    let symbol = symbol(once, name);
    quote! {
        // A crate's own unit tests may link its library once more.
        #[cfg_attr(not(test), unsafe(export_name = #symbol))]
        #[allow(dead_code)]
        static __SSOT_DEFINITION: ::core::primitive::u8 = 0;
    }
}

/// The name that the linker reads out where there are two.
pub(crate) fn symbol(once: Once, name: &str) -> String {
    if cfg!(feature = "dynamic-libraries") {
        once.plain_symbol(name)
    } else {
        once.symbol(name)
    }
}
