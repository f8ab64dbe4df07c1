//! What `#[ssot_component]` adds to a guarded type: one name, a description, its interfaces.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use ssot_rules::arguments::Scope;
use ssot_rules::derives::conditions;
use ssot_rules::guarded::Guarded;
use ssot_rules::names;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Path, PathArguments};

use crate::generate::{generated_at, ident_at, shown_at};
use crate::guarded::under;
use crate::interface;
use crate::signature::without_self;

pub(crate) fn expand(guarded: &Guarded<'_>, runtime: &Path) -> TokenStream {
    let (_, arguments, _) = guarded.original.generics.split_for_impl();
    let ident = &guarded.original.ident;
    let expansion = Expansion {
        guarded,
        runtime,
        component: quote!(#ident #arguments),
    };
    let definition = expansion.definition();
    let description = expansion.description();
    under(
        &conditions(&guarded.original.attrs),
        quote!(#definition #description),
    )
}

struct Expansion<'a> {
    guarded: &'a Guarded<'a>,
    runtime: &'a Path,
    /// The type with its own generic arguments.
    component: TokenStream,
}

impl Expansion<'_> {
    fn ident(&self) -> &Ident {
        &self.guarded.original.ident
    }

    /// A macro that is exported stands at the root of the crate, wherever it was written, so a
    /// second one of the name is an error in `cargo check` that points at both structs.
    fn definition(&self) -> TokenStream {
        let place = self.ident().span();
        let name = ident_at(&names::definition_macro(&self.guarded.name()), place);
        quote_spanned! {generated_at(place)=>
            #[doc(hidden)]
            #[macro_export]
            // Standing at the crate's root is what it is for, from within a function too.
            #[allow(non_local_definitions)]
            macro_rules! #name {
                () => {};
            }
        }
    }

    /// The description, under a symbol that no binary can have twice.
    fn description(&self) -> TokenStream {
        let runtime = self.runtime;
        let name = self.guarded.name();
        let symbol = names::definition_symbol(&name);
        let type_name = self.ident().unraw().to_string();
        let scope = self.scope();
        let interfaces = self.guarded.arguments.implements.iter().map(value_path);
        let canonical = self.canonical_text();
        let (generics, arguments, bounds) = self.guarded.original.generics.split_for_impl();
        let ident = self.ident();
        let conformance = self.conformance();
        quote! {
            const _: () = {
                // A crate's own unit tests may link its library once more.
                #[cfg_attr(not(test), used, unsafe(export_name = #symbol))]
                static DESCRIPTOR: #runtime::Descriptor = #runtime::private::descriptor(
                    (#name, #type_name),
                    (::core::module_path!(), ::core::file!(), ::core::line!()),
                    #scope,
                    &[#(#runtime::private::interface(&#interfaces)),*],
                    #canonical,
                    (::core::option_env!("CARGO_PKG_NAME"), ::core::option_env!("CARGO_PKG_VERSION")),
                );
                impl #generics #runtime::Component for #ident #arguments #bounds {
                    const DESCRIPTOR: &'static #runtime::Descriptor = &DESCRIPTOR;
                }
                #runtime::private::register!(DESCRIPTOR);
                #conformance
            };
        }
    }

    fn scope(&self) -> TokenStream {
        let runtime = self.runtime;
        match &self.guarded.arguments.scope {
            Scope::Singleton => quote!(#runtime::ScopeKind::Singleton),
            Scope::Context(context) => {
                let context = context.to_token_stream().to_string();
                quote!(#runtime::ScopeKind::Context(#context))
            }
            _ => quote!(#runtime::ScopeKind::Transient),
        }
    }

    fn canonical_text(&self) -> TokenStream {
        let canonical = self.guarded.arguments.canonical.as_ref();
        canonical.map_or_else(
            || quote!(::core::option::Option::None),
            |(text, _)| quote!(::core::option::Option::Some(#text)),
        )
    }

    /// The declarations, and a function that is checked and never called: the type has every
    /// interface that it declares, its canonical path is its own, its context exists.
    fn conformance(&self) -> TokenStream {
        let declarations = self
            .guarded
            .arguments
            .implements
            .iter()
            .enumerate()
            .map(|(index, interface)| self.declaration(interface, index));
        let assertions: Vec<_> = self
            .guarded
            .arguments
            .implements
            .iter()
            .map(|interface| self.interface_assertion(interface))
            .chain(self.canonical_assertion())
            .chain(self.context_assertion())
            .collect();
        let (generics, _, bounds) = self.guarded.original.generics.split_for_impl();
        let check = (!assertions.is_empty())
            .then(|| quote!(fn __check #generics () #bounds { #(#assertions)* }));
        quote!(#(#declarations)* #check)
    }

    fn declaration(&self, interface: &Path, index: usize) -> TokenStream {
        let (runtime, component) = (self.runtime, &self.component);
        let id = format_ident!("INTERFACE_{index}");
        let value = value_path(interface);
        let place = generated_at(interface.span());
        let mut generics = self.guarded.original.generics.clone();
        let identity = interface::arguments(interface).unwrap_or_else(|| {
            // Declared without arguments: in every instantiation.
            let every = ident_at("__Every", interface.span());
            generics
                .params
                .push(syn::parse_quote!(#every: ?::core::marker::Sized));
            every.to_token_stream()
        });
        let (generics, _, bounds) = generics.split_for_impl();
        quote_spanned! {place=>
            const #id: u128 = #runtime::private::interface_id(&#value);
            impl #generics #runtime::Implements<{ #id }, #identity> for #component #bounds {}
        }
    }

    fn interface_assertion(&self, interface: &Path) -> TokenStream {
        let runtime = self.runtime;
        let place = generated_at(interface.span());
        let component = shown_at(&self.component, interface.span());
        let value = value_path(interface);
        let identity = interface::arguments(interface).unwrap_or_else(|| quote!(_));
        let identity = without_self(identity, &self.component);
        quote_spanned!(place=> #runtime::private::assert_implements::<#component, #identity, _, _>(&#value);)
    }

    fn canonical_assertion(&self) -> Option<TokenStream> {
        let (text, path) = self.guarded.arguments.canonical.as_ref()?;
        let runtime = self.runtime;
        let (_, arguments, _) = self.guarded.original.generics.split_for_impl();
        let component = shown_at(&self.component, text.span());
        let arguments = shown_at(arguments, text.span());
        Some(quote_spanned! {generated_at(text.span())=>
            #runtime::private::assert_same::<#component, #path #arguments>();
        })
    }

    fn context_assertion(&self) -> Option<TokenStream> {
        let Scope::Context(context) = &self.guarded.arguments.scope else {
            return None;
        };
        Some(quote_spanned! {generated_at(context.span())=>
            let _ = ::core::marker::PhantomData::<#context>;
        })
    }
}

/// The path of an interface's constant: that of the trait, without its generic arguments.
fn value_path(interface: &Path) -> Path {
    let mut path = interface.clone();
    if let Some(last) = path.segments.last_mut() {
        last.arguments = PathArguments::None;
    }
    path
}
