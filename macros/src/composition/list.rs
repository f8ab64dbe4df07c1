//! The macro that a composition leaves behind, which tells others what it is made of.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use proc_macro2::{Group, Ident, Punct, Spacing, TokenStream, TokenTree};
use quote::{TokenStreamExt, quote};
use ssot_rules::attributes::conditions;
use ssot_rules::names;
use ssot_rules::syntax::{AnyIdent, Visibility};

use super::expansion::Expansion;

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

    /// The list as others read it: without what is known of its parts.
    fn written_list(&self) -> TokenStream {
        if self.listed.parts.is_empty() {
            return self.listed.written();
        }
        let mut listed = self.listed.clone();
        for part in &mut listed.parts {
            part.made_by = None;
        }
        listed.written()
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
