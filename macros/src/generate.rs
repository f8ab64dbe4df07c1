//! Small pieces that several expansions generate.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use ssot_rules::arguments::Enforcement;
use ssot_rules::names;
use syn::Path;

/// A span whose local names no user code can mean, shown to the user at `place`.
///
/// Its hygiene also tells the compiler that the tokens are not the user's, which keeps the user's
/// lints off them.
pub(crate) fn generated_at(place: Span) -> Span {
    Span::mixed_site().located_at(place)
}

/// A generated identifier, shown to the user at `place`.
pub(crate) fn ident_at(name: &str, place: Span) -> Ident {
    Ident::new(name, generated_at(place))
}

/// The user's tokens, shown at another place.
pub(crate) fn shown_at(tokens: impl ToTokens, place: Span) -> TokenStream {
    respanned(tokens.to_token_stream(), &|span| span.located_at(place))
}

/// Tokens with the hygiene of generated ones.
pub(crate) fn generated(tokens: TokenStream, place: Span) -> TokenStream {
    respanned(tokens, &|_| generated_at(place))
}

fn respanned(tokens: TokenStream, span: &dyn Fn(Span) -> Span) -> TokenStream {
    let moved = |mut token: TokenTree| {
        if let TokenTree::Group(group) = &token {
            token = Group::new(group.delimiter(), respanned(group.stream(), span)).into();
        }
        token.set_span(span(token.span()));
        token
    };
    tokens.into_iter().map(moved).collect()
}

/// Whether the instances of components are counted. The recorded expansions are those without.
pub(crate) fn counts_usage() -> bool {
    cfg!(all(feature = "metrics", not(test)))
}

/// The seal as the field of an instance.
pub(crate) fn used(seal: &impl ToTokens) -> TokenStream {
    if counts_usage() {
        quote!(#seal.used())
    } else {
        seal.to_token_stream()
    }
}

/// What the block of a factory makes its seals with.
///
/// Once anything about the item was refused there is no key: the error could be silenced by a crate
/// that puts its own macros in the place of `core`, and the refused tokens must gain nothing by it.
#[derive(Clone, Copy)]
pub(crate) enum Keys {
    Made,
    Withheld,
    /// The type has no seal yet: it says `enforce = "warn"`.
    Unneeded,
}

impl Keys {
    pub(crate) fn of(refused: bool, enforcement: Enforcement) -> Self {
        match enforcement {
            Enforcement::Warn => Self::Unneeded,
            _ if refused => Self::Withheld,
            _ => Self::Made,
        }
    }

    /// The module with the key to the seals of one type.
    ///
    /// It has to stand in a block. Nothing outside of a block can name a module inside of it, and
    /// the field of the key is private to the module, so only the code of that block makes keys. A struct that stands in
    /// the block, or in the function, without a module would be made in fewer steps, and by anyone: its fields are private
    /// to the module around the block, and its type can be had by its projection.
    pub(crate) fn module(self) -> TokenStream {
        let module = key_name();
        match self {
            Self::Withheld | Self::Unneeded => TokenStream::new(),
            Self::Made => quote! {
                mod #module {
                    pub struct Key(());
                    #[inline]
                    pub fn key() -> Key {
                        Key(())
                    }
                }
            },
        }
    }

    /// A seal for `component`, in code beside the module, for a constructor with this `first` argument.
    pub(crate) fn seal(
        self,
        runtime: &Path,
        component: &impl ToTokens,
        first: &impl ToTokens,
    ) -> Option<TokenStream> {
        let module = key_name();
        match self {
            Self::Unneeded => None,
            Self::Withheld => Some(quote!(#runtime::private::withheld::<#component>())),
            Self::Made => {
                Some(quote!(#runtime::private::mint::<#component, _>(#module::key(), #first)))
            }
        }
    }

    /// Says that the constructors of a type stand here, and nowhere else.
    pub(crate) fn constructed_here(
        self,
        runtime: &Path,
        constructors: &impl ToTokens,
    ) -> TokenStream {
        let module = key_name();
        let key = match self {
            Self::Withheld | Self::Unneeded => quote!(::core::convert::Infallible),
            Self::Made => quote!(#module::Key),
        };
        quote! {
            impl #runtime::private::ConstructedInOnePlace for #constructors {
                type Key = #key;
            }
        }
    }
}

/// The lints that what a factory's block repeats of the user's code was already looked at by, or that the user cannot
/// do anything about.
pub(crate) fn factory_lints() -> TokenStream {
    quote!(#[allow(deprecated, clippy::future_not_send)])
}

fn key_name() -> Ident {
    ident_at(&format!("{}key", names::RESERVED_PREFIX), Span::call_site())
}
