//! A composition that takes the list of another one.
//!
//! A macro sees nothing but its own tokens. So a composition leaves its list behind in a macro of its
//! own name, which hands it to the macro that overrides.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote};
use ssot_rules::attributes::conditions;
use ssot_rules::composition::{Body, Composition};
use ssot_rules::names;
use ssot_rules::overriding::{overridden, with_arguments};
use ssot_rules::syntax::{AnyIdent, Path, Visibility, respanned};
use ssot_rules::tokens::any_ident;
use ssot_rules::violation::Violations;

use super::generic::without_defaults;
use super::{Expansion, expanded, runtime};
use crate::generate::{Extent, generated_at, shown};

/// Asks the other composition for its list.
pub(super) fn ask(base: &Path, runtime: &Path, written: &TokenStream) -> TokenStream {
    quote!(#base! { {#runtime} #written })
}

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

/// The parameters of a composition, and what stands behind them.
pub(super) fn generics_first(tokens: TokenStream) -> (TokenStream, TokenStream) {
    let mut tokens = tokens.into_iter().peekable();
    let generics = match tokens.peek() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => group.stream(),
        _ => return (TokenStream::new(), tokens.collect()),
    };
    tokens.next();
    (generics, tokens.collect())
}

impl Expansion<'_> {
    /// The macro that hands out the list.
    pub(super) fn list(&self) -> TokenStream {
        let name = self.name();
        let list = self.written_list();
        let exports = self.listed.exports();
        let parameters = &self.composition.generics.params;
        let generics = self.is_generic().then(|| quote!([#parameters]));
        let exports = from_anywhere(quote!(#generics #(#exports),*));
        let list = from_anywhere(quote!(#generics #list));
        // With the user's hygiene: from a name with that of generated ones, an editor leads to the macro's call too.
        let macro_name = Ident::new(&unique_name(name, &list), name.span());
        let exported = matches!(self.composition.visibility, Visibility::Public(_));
        let (export, visibility) = if exported {
            (
                quote!(#[macro_export] #[allow(non_local_definitions)]),
                quote!(pub),
            )
        } else {
            (TokenStream::new(), quote!(pub(crate)))
        };
        let conditions = conditions(&self.composition.attributes);
        quote! {
            #conditions
            #[doc(hidden)]
            #export
            macro_rules! #macro_name {
                (part {$($runtime:tt)*} $($tokens:tt)*) => {
                    $($runtime)*::private::__composition_part! { {$($runtime)*} {#exports} $($tokens)* }
                };
                ({$($runtime:tt)*} $($tokens:tt)*) => {
                    $($runtime)*::private::__override_composition! { {$($runtime)*} {#list} $($tokens)* }
                };
            }
            #conditions
            #[doc(hidden)]
            #[allow(unused_imports)]
            #visibility use #macro_name as #name;
        }
    }
}

/// A path that starts at the root of this crate does so wherever the list is expanded.
fn from_anywhere(tokens: TokenStream) -> TokenStream {
    let mut all = TokenStream::new();
    for token in tokens {
        match token {
            TokenTree::Ident(word) if word == "crate" => {
                all.append(Punct::new('$', Spacing::Alone));
                all.append(word);
            }
            TokenTree::Group(group) => {
                let mut opened = Group::new(group.delimiter(), from_anywhere(group.stream()));
                opened.set_span(group.span());
                all.append(opened);
            }
            token => all.append(token),
        }
    }
    all
}

/// A name for the macro that no other composition of the crate has: all of them stand at its root. The same tokens at the
/// same place always make the same one, whatever was expanded before.
///
/// Compositions of one module differ in their own names, and those of several modules stand at several places, or a macro
/// wrote them and they differ in their lists.
fn unique_name(composition: &Ident, list: &TokenStream) -> String {
    let mut hasher = DefaultHasher::new();
    // There are no places where no compiler is.
    if proc_macro::is_available() {
        let place = composition.span().unwrap();
        (place.file(), place.line(), place.column()).hash(&mut hasher);
    }
    list.to_string().hash(&mut hasher);
    let (prefix, name, hash) = (names::RESERVED_PREFIX, composition.unraw(), hasher.finish());
    format!("{prefix}composition_{name}_{hash:016x}")
}
