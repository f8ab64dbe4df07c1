//! `sole`: one component implements an interface.
//!
//! Such an interface leaves a macro of its own name beside itself, so that whoever imports the one imports
//! the other. Each component calls it for what it declares; for other interfaces, an import that finds
//! nothing falls back to a macro of the runtime that expands to nothing.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use ssot_rules::interface::Interface;
use ssot_rules::names::{self, Once};
use syn::parse::{Parse, ParseStream};
use syn::{LitStr, Path, braced};

use crate::generate::{generated_at, ident_at};
use crate::once;

/// The macro of a sole interface.
pub(crate) fn definition(interface: &Interface<'_>) -> Option<TokenStream> {
    let name = interface.sole_name()?;
    let ident = &interface.original.ident;
    let definition_name = names::sole_interface_macro(&name);
    let rules = quote! {
        ({$($count:tt)*} {$($component:tt)*}) => {
            $($count)* { {$($component)*} #name }
        };
    };
    let definition = once::definition(&definition_name, ident.span(), &rules);
    let own_name = once::own_name(&definition_name, ident, &interface.original.vis);
    Some(quote!(#definition #own_name))
}

/// What a component calls one of its interfaces in its own block: every mention of it there goes through
/// one import, so an interface that does not exist is reported once.
pub(crate) fn declared(index: usize, interface: &Path) -> Ident {
    let last = interface.segments.last();
    let span = last.map_or_else(proc_macro2::Span::call_site, |last| last.ident.span());
    ident_at(&names::declared_interface(index), span)
}

/// The interfaces of a component, imported under those names. `items` stand where they are known.
pub(crate) fn importing(interfaces: &[Path], runtime: &Path, items: &TokenStream) -> TokenStream {
    if interfaces.is_empty() {
        return items.clone();
    }
    let mut seen = Vec::new();
    let (mut fallbacks, mut imports, mut counted) =
        (TokenStream::new(), TokenStream::new(), TokenStream::new());
    for (index, interface) in interfaces.iter().enumerate() {
        let name = declared(index, interface);
        let place = name.span();
        let path = crate::component::value_path(interface);
        let imported = importable(&path);
        fallbacks.extend(quote_spanned! {place=>
            use #runtime::private::not_sole as #name;
        });
        imports.extend(quote_spanned! {place=>
            use #imported as #name;
        });
        let text = quote!(#path).to_string();
        if !seen.contains(&text) {
            seen.push(text);
            let shown = interface.segments.last().map(|last| &last.ident);
            counted.extend(quote_spanned! {place=>
                // Called as an expression: what a statement calls could define macros for those behind it, so
                // rustc would not know what the imports bring before it knows what is called.
                const _: () = #name! { {#runtime::private::__sole_implementation!} {#shown} };
            });
        }
    }
    quote! {
        #fallbacks
        {
            #imports
            #counted
            #items
        }
    }
}

/// Names that mean something everywhere: the traits and the derives of the preludes. An import cannot choose
/// between one of them and an interface that a macro has defined.
const EVERYWHERE: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// The path as an import can read it.
fn importable(path: &Path) -> TokenStream {
    let known = path
        .get_ident()
        .is_some_and(|only| EVERYWHERE.iter().any(|known| only == known));
    if known {
        quote!(self::#path)
    } else {
        quote!(#path)
    }
}

/// `__sole_implementation!({Interface} "name")`: what a second component cannot define again, shown at
/// the interface in its declaration.
pub(crate) fn implementation(tokens: TokenStream) -> TokenStream {
    let Ok(Counted { shown, name }) = syn::parse2::<Counted>(tokens) else {
        return quote!(());
    };
    let place = shown.span();
    let name = name.value();
    let definition = once::definition(
        &Once::Implementation.definition(&name),
        place,
        &quote!(() => {};),
    );
    let exported = once::kept(Once::Implementation, &name);
    quote_spanned! {generated_at(place)=>
        {
            #definition
            #exported
            #[allow(dead_code)]
            static IMPLEMENTATION: ::core::primitive::u8 = 0;
        }
    }
}

/// What the macro of a sole interface passes on: where it was declared, and its name.
struct Counted {
    shown: TokenTree,
    name: LitStr,
}

impl Parse for Counted {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let shown;
        braced!(shown in input);
        Ok(Self {
            shown: shown.parse()?,
            name: input.parse()?,
        })
    }
}
