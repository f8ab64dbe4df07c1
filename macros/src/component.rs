//! What `#[ssot_component]` adds to a guarded type: one name, a description, its interfaces.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use ssot_rules::arguments::Scope;
use ssot_rules::guarded::Guarded;
use ssot_rules::names::{self, Once};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Path, parse_quote};

use crate::generate::{any_factory, counts_usage, generated, generated_at, ident_at, shown_at};
use crate::generics::{Declared, value_path};
use crate::guarded::under;
use crate::hardcoded;
use crate::moved;
use crate::once;
use crate::self_type::SelfType;
use crate::sole;

pub(crate) fn expand(
    guarded: &Guarded<'_>,
    runtime: &Path,
    conditions: &TokenStream,
) -> TokenStream {
    let (_, arguments, _) = guarded.original.generics.split_for_impl();
    let ident = &guarded.original.ident;
    let expansion = Expansion {
        guarded,
        runtime,
        component: quote!(#ident #arguments),
    };
    let definition = expansion.definition();
    let description = expansion.description();
    let denied = guarded.arguments.hardcoded.is_some();
    let denial = denied.then(|| hardcoded::denial(guarded.original));
    under(conditions, quote!(#definition #description #denial))
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

    /// Tokens of the user's in which `Self` would be another type.
    fn types(&self, tokens: TokenStream) -> TokenStream {
        let component = &self.component;
        let path = parse_quote!(#component);
        SelfType::new(&path, TokenStream::new(), Vec::new()).types(tokens)
    }

    /// The macro that a second component of the name would define again, which answers what others ask of
    /// the component.
    fn definition(&self) -> TokenStream {
        let (ident, name) = (self.ident(), self.guarded.name());
        let name = Once::Component.definition(&name);
        let canonical = self.guarded.arguments.canonical.as_ref();
        let answers = moved::answers(canonical.map(|(_, path)| path));
        let definition = once::definition(&name, ident.span(), &answers);
        // Only of a component with a canonical path, which is what others ask for: the name could be that of
        // a macro as well.
        let own_name = canonical.map(|_| once::own_name(&name, ident, &self.guarded.original.vis));
        quote!(#definition #own_name)
    }

    /// The description, under a symbol that no binary can have twice.
    fn description(&self) -> TokenStream {
        let runtime = self.runtime;
        let name = self.guarded.name();
        let type_name = self.ident().unraw().to_string();
        let scope = self.scope();
        let implements = &self.guarded.arguments.implements;
        let interfaces = implements
            .iter()
            .enumerate()
            .map(|(index, interface)| sole::known(index, interface, runtime));
        let canonical = self.canonical_text();
        let (generics, arguments, bounds) = self.guarded.original.generics.split_for_impl();
        let ident = self.ident();
        let declarations = self.declarations();
        let (package, version) = (
            from_cargo("CARGO_PKG_NAME"),
            from_cargo("CARGO_PKG_VERSION"),
        );
        let descriptor = quote! {
            #runtime::Descriptor {
                name: #name,
                type_name: #type_name,
                module: ::core::module_path!(),
                file: ::core::file!(),
                line: ::core::line!(),
                scope: #scope,
                interfaces: &[#(#runtime::private::interface(#interfaces)),*],
                canonical: #canonical,
                package: #package,
                version: #version,
                __made_by_the_attribute: unsafe { #runtime::FactorySeal::mint() },
            }
        };
        let (value, linked) = self.linked(&descriptor);
        let factory = ident_at(&names::factory(ident), ident.span());
        let items = quote! {
            impl #generics #runtime::Component for #ident #arguments #bounds {
                type Factory = #factory #arguments;
                const DESCRIPTOR: &'static #runtime::Descriptor = #value;
            }
            #linked
            #(#declarations)*
        };
        if linked.is_none() && implements.is_empty() {
            return items;
        }
        let items = sole::importing(&self.interfaces(), runtime, &items);
        // The interfaces are imported whether or not something besides the check of the trait names them.
        quote! {
            #[allow(unused_imports)]
            const _: () = { #items };
        }
    }

    /// The value of the description, and the static that lists it, which no binary can have twice. It stands in the
    /// constant that it belongs to, or beside it where there are generic arguments: those it could not choose.
    fn linked(&self, descriptor: &TokenStream) -> (TokenStream, Option<TokenStream>) {
        let (runtime, ident) = (self.runtime, self.ident());
        let exported = once::exported(Once::Component, &self.guarded.name());
        let conformance = self.conformance();
        if self.guarded.original.generics.params.is_empty() {
            let value = quote!({
                #runtime::private::linked! { [#exported] #runtime::private::enters::<#ident> }
                #conformance
                &#descriptor
            });
            return (value, None);
        }
        let usage = if counts_usage() {
            // The counters are those of every instantiation.
            let factory = ident_at(&names::factory(ident), ident.span());
            let factory = any_factory(&factory, &self.guarded.original.generics);
            quote!(Some(<#factory>::__SSOT_USAGE))
        } else {
            quote!(None)
        };
        let linked = quote! {
            static DESCRIPTOR: #runtime::Descriptor = #descriptor;
            #runtime::private::linked! {
                [#exported]
                {
                    extern "C" fn enter() {
                        #runtime::private::enter(&DESCRIPTOR, ::core::option::Option::#usage);
                    }
                    enter
                }
            }
        };
        (quote!({ #conformance &DESCRIPTOR }), Some(linked))
    }

    fn scope(&self) -> TokenStream {
        let runtime = self.runtime;
        match &self.guarded.arguments.scope {
            Some(Scope::Singleton) => quote!(#runtime::ScopeKind::Singleton),
            Some(Scope::Context(context)) => {
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

    /// What is checked and never evaluated: the type has every interface that it declares, its canonical path is its
    /// own, its context exists. It stands in a constant that is there anyway, since each body costs who builds it.
    fn conformance(&self) -> Option<TokenStream> {
        let assertions: Vec<_> = self
            .interfaces()
            .iter()
            .map(|interface| self.interface_assertion(interface))
            .chain(self.canonical_assertion())
            .chain(self.context_assertion())
            .collect();
        (!assertions.is_empty()).then(|| quote!(if false { #(#assertions)* }))
    }

    fn interfaces(&self) -> Vec<Declared<'_>> {
        let interfaces = self.guarded.arguments.implements.iter().enumerate();
        interfaces
            .map(|(index, path)| Declared {
                path,
                index,
                generics: &self.guarded.original.generics,
            })
            .collect()
    }

    /// One for each identity: two instantiations can differ in constants, which have no part in it.
    fn declarations(&self) -> Vec<TokenStream> {
        let (mut seen, mut counted) = (HashSet::new(), HashSet::new());
        let interfaces = self.interfaces();
        let interfaces = interfaces.iter().filter_map(|interface| {
            let arguments = interface.arguments(self.runtime);
            let value = value_path(interface.path).into_token_stream().to_string();
            let first_mention = counted.insert(value.clone());
            seen.insert((value, arguments.as_ref().map(ToString::to_string)))
                .then(|| self.declaration(interface, arguments, first_mention))
        });
        interfaces.collect()
    }

    /// The constant is what identifies the interface. The first mention of an interface calls its macro there, which
    /// counts the components of a sole one.
    fn declaration(
        &self,
        interface: &Declared<'_>,
        arguments: Option<TokenStream>,
        first_mention: bool,
    ) -> TokenStream {
        let (runtime, component) = (self.runtime, &self.component);
        let value = sole::imported(interface.index, interface.path);
        let place = generated_at(interface.path.span());
        let known = sole::known(interface.index, interface.path, runtime);
        let shown_runtime = generated(runtime.to_token_stream(), interface.path.span());
        let mut generics = self.guarded.original.generics.clone();
        let every = ident_at("__Every", interface.path.span());
        let parameters = arguments.unwrap_or_else(|| {
            // Declared without arguments: in every instantiation.
            generics
                .params
                .push(parse_quote!(#every: ?::core::marker::Sized));
            every.to_token_stream()
        });
        let (generics, _, bounds) = generics.split_for_impl();
        let shown = interface.path.segments.last().map(|last| &last.ident);
        let id = if first_mention {
            quote_spanned! {place=>
                #shown_runtime::private::declares(#known, &#value! { {#runtime} {#shown} })
            }
        } else {
            quote_spanned!(place=> #runtime::private::interface_id(#known))
        };
        quote_spanned! {place=>
            unsafe impl #generics #runtime::Implements<{ #id }, #parameters> for #component #bounds {}
        }
    }

    fn interface_assertion(&self, interface: &Declared<'_>) -> TokenStream {
        let runtime = self.runtime;
        let place = generated_at(interface.path.span());
        let component = shown_at(&self.component, interface.path.span());
        let value = sole::imported(interface.index, interface.path);
        if interface.binds_associated_types() {
            let arguments = interface.path.segments.last().map(|last| &last.arguments);
            let interface = self.types(quote!(#value #arguments));
            return quote_spanned! {place=>
                {
                    const fn declared<Component: ?::core::marker::Sized + #interface>() {}
                    declared::<#component>();
                }
            };
        }
        let arguments = interface
            .turbofish(&component)
            .map(|arguments| self.types(arguments));
        let known = sole::known(interface.index, interface.path, runtime);
        quote_spanned! {place=>
            #known.implemented_by #arguments (::core::marker::PhantomData::<#component>);
        }
    }

    fn canonical_assertion(&self) -> Option<TokenStream> {
        let (text, path) = self.guarded.arguments.canonical.as_ref()?;
        let runtime = self.runtime;
        let (_, arguments, _) = self.guarded.original.generics.split_for_impl();
        let component = shown_at(&self.component, text.span());
        // The user's hygiene would bring the lint on paths that are longer than they need to be.
        let path = generated(quote!(#path #arguments), text.span());
        Some(quote_spanned! {generated_at(text.span())=>
            #runtime::canonical_path::<#component, #path>();
        })
    }

    fn context_assertion(&self) -> Option<TokenStream> {
        let Some(Scope::Context(context)) = &self.guarded.arguments.scope else {
            return None;
        };
        let runtime = self.runtime;
        Some(quote_spanned! {generated_at(context.span())=>
            #runtime::private::assert_context::<#context>();
        })
    }
}

/// What cargo says about the package, or nothing in a build without cargo.
///
/// The compiler reads the variable, so that it knows what to build again. That it is there is asked here: a function
/// that takes what `option_env!` gives costs the compiler as much as the rest of the description.
fn from_cargo(variable: &str) -> TokenStream {
    if std::env::var_os(variable).is_some() {
        quote!(::core::env!(#variable))
    } else {
        quote!("")
    }
}
