//! `mock` of `#[ssot_interface]`: the test double of an interface.
//!
//! `mockall` makes it of the trait itself. All that is added is that it is declared.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use ssot_rules::attributes::conditional;
use ssot_rules::mock::Mock;
use ssot_rules::names;
use ssot_rules::syntax::{Attribute, ItemTrait, Meta, Spanned, TraitItem};
use ssot_rules::{written, written_at};

use crate::interface::Expansion;
use crate::items::under;

impl Expansion<'_> {
    /// Puts the attribute on the trait that has the mock made.
    ///
    /// It stands before those of the user: others may change the methods, and `automock` has to see
    /// them as they were written. The names of locals that `automock` generates are those of its own tokens, and have to be
    /// those of the methods: `self`, and the parameters. A `macro_rules!` may have been given the methods, or the attribute.
    pub(crate) fn have_mock_made(&self, item: &mut ItemTrait) {
        let Some(mock) = &self.interface.arguments.mock else {
            return;
        };
        let place = mock.word.span().resolved_at(context_of_self(item));
        let (predicate, types) = (predicate(mock), &mock.types);
        let types = (!types.is_empty()).then(|| quote_spanned!(place=> (#(#types)*)));
        let automock = quote_spanned!(place=> ::mockall::automock);
        let made = written_at!(place=> #[cfg_attr(#predicate, #automock #types)]);
        for attribute in &mut item.attrs {
            warn_without_mock(attribute, &predicate);
        }
        item.attrs.insert(0, made);
        let named = item.items.iter().any(|part| {
            matches!(part, TraitItem::Fn(method) if method.sig.generics.lifetimes().next().is_some())
        });
        if named {
            // `mockall` needs names that the trait alone does not.
            let allowed = written_at!(place=> #[allow(clippy::needless_lifetimes)]);
            item.attrs.push(allowed);
        }
        for part in &mut item.items {
            if let TraitItem::Fn(method) = part {
                for attribute in &mut method.attrs {
                    warn_without_mock(attribute, &predicate);
                }
            }
        }
    }

    /// The declaration of the mock.
    ///
    /// It covers every interface. What the interface requires is an interface too, perhaps, and the
    /// mock has to have it; which one it is cannot be seen here.
    pub(crate) fn mock(&self) -> TokenStream {
        let Some(mock) = &self.interface.arguments.mock else {
            return TokenStream::new();
        };
        let runtime = &self.runtime;
        let name = self.generated(&names::mock(self.ident()));
        let (id, parameters) = (self.generated("__ID"), self.generated("__Parameters"));
        let mut generics = self.interface.original.generics.clone();
        generics
            .params
            .push(written!(const #id: ::core::primitive::u64));
        generics
            .params
            .push(written!(#parameters: ?::core::marker::Sized));
        let (parameterized, _, bounds) = generics.split_for_impl();
        let (_, arguments, _) = self.interface.original.generics.split_for_impl();
        // `mockall` gives the mock the generics of the trait, as they are.
        let declaration = quote! {
            unsafe impl #parameterized #runtime::Implements<#id, #parameters> for #name #arguments #bounds {}
        };
        let predicate = predicate(mock);
        under(&quote!(#[cfg(#predicate)]), declaration)
    }
}

/// Where the names of the methods come from, as far as it is one place.
fn context_of_self(item: &ItemTrait) -> Span {
    let receivers = item.items.iter().filter_map(|part| match part {
        TraitItem::Fn(method) => method.sig.receiver(),
        _ => None,
    });
    let mut places = receivers.map(|receiver| receiver.self_token.span());
    places.next().unwrap_or_else(|| item.ident.span())
}

/// Where there is a mock.
fn predicate(mock: &Mock) -> TokenStream {
    let place = mock.word.span();
    let test = quote_spanned!(place=> test);
    mock.feature.as_ref().map_or_else(
        || test.clone(),
        |feature| {
            let key = quote_spanned!(feature.span()=> feature = );
            quote_spanned!(place=> any(#test, #key #feature))
        },
    )
}

/// `automock` copies the attributes of the trait and of its methods to what it generates, where these mean
/// nothing, and the compiler says so.
fn warn_without_mock(attribute: &mut Attribute, predicate: &TokenStream) {
    let place = attribute.path().span();
    if about_the_trait(&attribute.meta) {
        let meta = &attribute.meta;
        *attribute = written_at!(place=> #[cfg_attr(not(#predicate), #meta)]);
    } else if let Some((condition, metas)) = conditional(&attribute.meta)
        && metas.iter().any(about_the_trait)
    {
        let (own, copied): (Vec<_>, Vec<_>) = metas.into_iter().partition(about_the_trait);
        *attribute = written_at! {place=>
            #[cfg_attr(#condition, cfg_attr(not(#predicate), #(#own),*) #(, #copied)*)]
        };
    }
}

/// Whether the attribute is about the one item that it was written on.
fn about_the_trait(meta: &Meta) -> bool {
    let path = meta.path();
    let first = path.segments.first();
    let is_alias = |token| matches!(token, TokenTree::Ident(word) if word == "alias");
    matches!(meta, Meta::List(list) if path.is_ident("doc") && list.tokens.clone().into_iter().any(is_alias))
        || path.is_ident("must_use")
        || path.is_ident("deprecated")
        || first.is_some_and(|first| first.ident == "diagnostic")
}
