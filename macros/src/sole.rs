//! `sole`: one component implements an interface.
//!
//! Each interface has a macro with its name next to itself, so that both are imported together, and each component calls
//! the macro of what it declares. That of a sole interface counts, and that of others is a macro of the runtime that expands
//! to nothing. A macro of the user's may hide either, so the declaration checks which has answered.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use ssot_rules::interface::Interface;
use ssot_rules::names::{self, Once};
use ssot_rules::syntax::{LitStr, Parse, ParseStream, Path};

use crate::generate::{Extent, generated, generated_at, ident_at, shown};
use crate::generics::{Declared, value_path};
use crate::once;

/// The macro of an interface.
pub(crate) fn definition(interface: &Interface<'_>, runtime: &Path) -> TokenStream {
    let ident = &interface.original.ident;
    let Some(name) = interface.sole_name() else {
        return not_sole(interface, runtime);
    };
    let definition_name = names::sole_interface_macro(&name);
    let rules = quote! {
        ({$($runtime:tt)*} {$($component:tt)*}) => {
            $($runtime)*::sole_implementation! { {$($runtime)*} {$($component)*} #name }
        };
    };
    let definition = once::definition(&definition_name, ident.span(), &rules);
    let own_name = once::own_name(&definition_name, ident, &interface.original.vis);
    quote!(#definition #own_name)
}

/// The macro of an interface that several components may implement. Without one, whether there is one stays open for as
/// long as any macro of the module could still define it, and a component would wait for a misspelt attribute.
///
/// It is imported by way of a module: a macro of the user's, such as a derive, may have the name of the interface.
fn not_sole(interface: &Interface<'_>, runtime: &Path) -> TokenStream {
    let first = runtime.segments.first().map(|first| &first.ident);
    // Any other path may mean something else, or nothing, within a module.
    let is_absolute = runtime.leading_colon.is_some()
        || first.is_some_and(|first| first == "crate" || first == "$crate");
    if !is_absolute {
        return TokenStream::new();
    }
    let (ident, visibility) = (&interface.original.ident, &interface.original.vis);
    let place = generated_at(ident.span());
    let module = ident_at(&names::macro_module(ident), ident.span());
    let visibility = generated(visibility.to_token_stream(), ident.span());
    let mut own_name = ident.clone();
    own_name.set_span(place);
    quote_spanned! {place=>
        #[doc(hidden)]
        mod #module {
            pub use #runtime::private::not_sole as #own_name;
        }
        #[doc(hidden)]
        #[allow(unused_imports)]
        #visibility use #module::*;
    }
}

/// What a component calls one of its interfaces in its own block: every mention of it there goes through
/// one import, so an interface that does not exist is reported once.
pub(crate) fn imported(index: usize, interface: &Path) -> Ident {
    ident_at(
        &names::declared_interface(index),
        shown_at_name(interface).before(),
    )
}

/// Where the compiler shows what is wrong with an interface: at its name.
pub(crate) fn shown_at_name(interface: &Path) -> Extent {
    at_name(interface).generated()
}

/// The name of an interface, with the hygiene that it was written with.
pub(crate) fn at_name(interface: &Path) -> Extent {
    let last = interface.segments.last();
    Extent::at(last.map_or_else(Span::call_site, |last| last.ident.span()))
}

/// The interface that is imported under that name. All of it is shown at one place, so that the compiler reports what is
/// not an interface once.
pub(crate) fn known(index: usize, interface: &Path, runtime: &Path) -> TokenStream {
    let (name, extent) = (imported(index, interface), shown_at_name(interface));
    let runtime = generated(runtime.to_token_stream(), extent.before());
    let name = shown!(extent=> (#name));
    // As long as its argument, and so not shown beside it.
    let implements = Ident::new("implements", extent.after());
    shown!(extent=> #runtime::#implements(&#name))
}

/// The interfaces of a component, imported under those names. `items` stand where they are known.
///
/// The inner imports hide the outer ones, as far as there is something of that name among the types, the values and
/// the macros.
pub(crate) fn importing(
    interfaces: &[Declared<'_>],
    runtime: &Path,
    items: &TokenStream,
) -> TokenStream {
    if interfaces.is_empty() {
        return items.clone();
    }
    let (mut fallbacks, mut imports) = (TokenStream::new(), TokenStream::new());
    for interface in interfaces {
        let name = imported(interface.index, interface.path);
        let extent = shown_at_name(interface.path);
        let module = ident_at(
            &names::declared_interface_module(interface.index),
            extent.before(),
        );
        let (around, imported) = importable(interface.path, &module, extent);
        fallbacks.extend(shown! {extent=> use #runtime::private::not_an_interface as #name; });
        fallbacks.extend(around);
        // An editor takes this one for the interface, which it is.
        let name = extent.end_ident(&name.to_string());
        imports.extend(shown! {extent=> use #imported as #name; });
        for (argument, name) in interface.ambiguous_arguments() {
            let place = name.span();
            fallbacks.extend(quote_spanned! {place=> use #runtime::private::Constant as #name; });
            imports.extend(quote_spanned! {place=> use #argument as #name; });
        }
    }
    quote! {
        #fallbacks
        {
            #imports
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

/// The constant and the macro of an interface as an import can read them, and the module that this needs.
///
/// A name that means something everywhere is imported from a module that has everything of the component's, and a type of
/// that name. So there always is something to import, and where it is no interface, that is what is reported.
pub(crate) fn importable(
    interface: &Path,
    module: &Ident,
    extent: Extent,
) -> (TokenStream, TokenStream) {
    let path = value_path(interface);
    let Some(known) = known_everywhere(interface) else {
        return (TokenStream::new(), path.into_token_stream());
    };
    let name = ident_at(&known.to_string(), extent.before());
    let around = shown! {extent=>
        mod #module {
            #[allow(unused_imports)]
            pub use super::*;
            pub enum #name {}
        }
    };
    (around, shown!(extent=> #module::#name))
}

/// The name of the interface, if it is written as a name that means something everywhere.
pub(crate) fn known_everywhere(interface: &Path) -> Option<&Ident> {
    let only = interface
        .segments
        .first()
        .filter(|_| interface.segments.len() == 1)?;
    let is_known =
        interface.leading_colon.is_none() && EVERYWHERE.iter().any(|known| only.ident == known);
    is_known.then_some(&only.ident)
}

/// The trait, where its constant has been imported under a name.
pub(crate) fn as_trait(interface: &Path, imported: Ident) -> Ident {
    known_everywhere(interface).cloned().unwrap_or(imported)
}

/// `sole_implementation!({::ssot} {Interface} "name")`: what a second component cannot define again, shown at
/// the interface in its declaration, and the proof that it was.
pub(crate) fn implementation(tokens: TokenStream) -> TokenStream {
    let Ok(Counted {
        runtime,
        shown,
        name,
    }) = ssot_rules::syntax::parse2::<Counted>(tokens)
    else {
        return quote!(());
    };
    let place = shown.span();
    let name = name.value();
    let definition = once::definition(
        &Once::Implementation.definition(&name),
        place,
        &quote!(() => {};),
    );
    let exported = once::exported(Once::Implementation, &name);
    shown! {Extent::at(place).generated()=>
        {
            #definition
            #exported
            struct Counted;
            unsafe impl #runtime::private::Counts for &'static Counted {
                const SOLE: ::core::option::Option<&'static ::core::primitive::str> = ::core::option::Option::Some(#name);
            }
            &Counted
        }
    }
}

/// What the macro of a sole interface passes on: the runtime, where it was declared, and its name.
struct Counted {
    runtime: Path,
    shown: TokenTree,
    name: LitStr,
}

impl Parse for Counted {
    fn parse(input: ParseStream<'_>) -> ssot_rules::syntax::Result<Self> {
        let (_, runtime) = input.group(Delimiter::Brace)?;
        let (_, shown) = input.group(Delimiter::Brace)?;
        Ok(Self {
            runtime: runtime.call(Path::parse_mod_style)?,
            shown: shown.parse()?,
            name: input.parse()?,
        })
    }
}
