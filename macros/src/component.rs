//! What `#[ssot_component]` adds to a guarded type: one name, a description, its interfaces.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use ssot_rules::arguments::Scope;
use ssot_rules::guarded::Guarded;
use ssot_rules::names::{self, Once};
use ssot_rules::syntax::{AnyIdent, Path};
use ssot_rules::written;

use crate::factory_type::any_factory;
use crate::generate::{
    Extent, bracketed, counts_usage, generated, generated_at, ident_at, shown, shown_at,
};
use crate::generics::{Declared, value_path};
use crate::hardcoded;
use crate::items::under;
use crate::moved;
use crate::once;
use crate::seal;
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
    let named = expansion.named();
    let description = expansion.description();
    let denied = guarded.arguments.hardcoded.is_some();
    let denial = denied.then(|| hardcoded::denial(guarded.original));
    under(conditions, quote!(#named #description #denial))
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
        let path = written!(#component);
        SelfType::new(&path, TokenStream::new(), Vec::new()).types(tokens)
    }

    /// The macro that a second component of the name would define again, which answers what others ask of
    /// the component.
    fn definition(&self) -> TokenStream {
        let canonical = self.guarded.arguments.canonical.as_ref();
        let answers = moved::answers(canonical.map(|(_, path)| path));
        once::definition(&self.definition_name(), self.ident().span(), &answers)
    }

    fn definition_name(&self) -> String {
        Once::Component.definition(&self.guarded.name())
    }

    /// That macro beside the component, and by its name, if it has a canonical path: that is what others ask for. The name of any
    /// other component could be that of a macro as well.
    fn named(&self) -> Option<TokenStream> {
        self.guarded.arguments.canonical.as_ref()?;
        let definition = self.definition();
        let visibility = &self.guarded.original.vis;
        let own_name = once::own_name(&self.definition_name(), self.ident(), visibility);
        Some(quote!(#definition #own_name))
    }

    /// That macro in a block, if nobody asks for it.
    ///
    /// It can be called from the rest of the block that it stands in, so the compiler tries it for each attribute and each macro
    /// there. In a module, each of a thousand components would be tried for each attribute of all others.
    fn in_block(&self) -> Option<TokenStream> {
        let canonical = self.guarded.arguments.canonical.as_ref();
        canonical.is_none().then(|| self.definition())
    }

    /// The description, under a symbol that no binary can have twice.
    fn description(&self) -> TokenStream {
        let runtime = self.runtime;
        let declarations = self.declarations();
        let is_plain = self.guarded.original.generics.is_empty();
        let items = if is_plain {
            self.plain()
        } else {
            self.generic()
        };
        let implements = &self.guarded.arguments.implements;
        let items = quote!(#items #(#declarations)*);
        if is_plain && implements.is_empty() {
            return items;
        }
        let items = sole::importing(&self.interfaces(), runtime, &items);
        // The interfaces are imported whether or not something besides the check of the trait names them.
        quote! {
            #[allow(unused_imports)]
            const _: () = { #items };
        }
    }

    /// The call of the macro that writes the same for every component without generic parameters.
    fn plain(&self) -> TokenStream {
        let ident = self.ident();
        // The compiler shows the path of the call where it reports what the call expands to.
        let runtime = generated(self.runtime.to_token_stream(), ident.span());
        let factory = ident_at(&names::factory(ident), ident.span());
        let declared = declared_scope(self.guarded);
        let symbol = once::symbol(Once::Component, &self.guarded.name());
        let (definition, conformance) = (self.in_block(), self.conformance(false));
        let described = self.described(true);
        let place = generated_at(ident.span());
        let seal = seal::description_seal(&runtime, place);
        quote_spanned! {place=>
            #runtime::__component! {
                #ident #factory [#declared] #symbol #seal { #definition #conformance } { #described }
            }
        }
    }

    /// The same for a component with generic parameters. The static that lists it stands beside the constant, since it
    /// could not choose generic arguments.
    fn generic(&self) -> TokenStream {
        let (runtime, ident) = (self.runtime, self.ident());
        let (generics, arguments, bounds) = self.guarded.original.generics.split_for_impl();
        let factory = ident_at(&names::factory(ident), ident.span());
        let usage = if counts_usage() {
            // The counters are those of every instantiation.
            let factory = any_factory(&factory, self.guarded.original.generics.lifetimes().count());
            quote!(Some(<#factory>::__SSOT_USAGE))
        } else {
            quote!(None)
        };
        let symbol = once::symbol(Once::Component, &self.guarded.name());
        let (definition, conformance) = (self.in_block(), self.conformance(true));
        let described = self.described(false);
        let seal = seal::description_seal(runtime, generated_at(ident.span()));
        quote! {
            impl #generics #runtime::Component for #ident #arguments #bounds {
                type Factory = #factory #arguments;
                const DESCRIPTOR: &'static #runtime::Descriptor = {
                    #definition
                    #conformance
                    &DESCRIPTOR
                };
            }
            static DESCRIPTOR: #runtime::Descriptor = #runtime::__description! { #seal, #described };
            #runtime::__linked! {
                #symbol
                #runtime::__entry!(#seal, Component(&DESCRIPTOR, ::core::option::Option::#usage))
            }
        }
    }

    /// The arguments of the macro that describes a component. With `asks`, for types that can be named, the description also
    /// checks that the interfaces are implemented, since a separate function for the check would cost a build more.
    fn described(&self, asks: bool) -> TokenStream {
        let (name, type_name) = (self.guarded.name(), self.ident().unraw().to_string());
        let (package, version) = (
            from_cargo("CARGO_PKG_NAME"),
            from_cargo("CARGO_PKG_VERSION"),
        );
        let (scope, canonical) = (self.scope(), self.canonical_text());
        let interfaces = self.interfaces();
        let listed = interfaces
            .iter()
            .map(|interface| self.listed(interface, asks && !interface.binds_associated_types()));
        quote!(#name #type_name #package #version [#scope] [#canonical] [#(#listed,)*])
    }

    /// An interface in the description, which may ask whether the component implements it.
    fn listed(&self, interface: &Declared<'_>, asks: bool) -> TokenStream {
        if asks {
            return self.implemented(interface);
        }
        let runtime = self.runtime;
        let known = sole::known(interface.index, interface.path, runtime);
        quote!(#runtime::private::interface(#known))
    }

    /// The interface, if the component implements it.
    fn implemented(&self, interface: &Declared<'_>) -> TokenStream {
        let extent = sole::shown_at_name(interface.path);
        self.implemented_by(interface, &bracketed(extent, self.component.clone()))
    }

    /// The interface, if a type implements it.
    fn implemented_by(&self, interface: &Declared<'_>, component: &TokenStream) -> TokenStream {
        let extent = sole::shown_at_name(interface.path);
        let arguments = interface
            .turbofish(component)
            .map(|arguments| self.types(arguments));
        let known = sole::known(interface.index, interface.path, self.runtime);
        let component = shown!(extent=> ::core::marker::PhantomData::<#component>);
        shown! {extent=>
            #known.implemented_by #arguments (#component)
        }
    }

    /// The variant of `ScopeKind`.
    fn scope(&self) -> TokenStream {
        match &self.guarded.arguments.scope {
            Some(Scope::Singleton) => quote!(Singleton),
            Some(Scope::Context(context)) => {
                let context = context.to_token_stream().to_string();
                quote!(Context(#context))
            }
            _ => quote!(Transient),
        }
    }

    /// The variant of `Option`.
    fn canonical_text(&self) -> TokenStream {
        let canonical = self.guarded.arguments.canonical.as_ref();
        canonical.map_or_else(|| quote!(None), |(text, _)| quote!(Some(#text)))
    }

    /// What is checked and never evaluated: the type has every interface that it declares, its canonical path is its
    /// own, its context exists. It stands in a constant that is there anyway, since each body costs who builds it.
    ///
    /// With `apart`, the interfaces are among it, since the description does not ask for them.
    fn conformance(&self, apart: bool) -> Option<TokenStream> {
        let mut assertions = Vec::new();
        for interface in &self.interfaces() {
            assertions.extend(self.interface_assertion(interface, apart));
        }
        assertions.extend(self.canonical_assertion());
        assertions.extend(self.context_assertion());
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
        let mut seen: Vec<(String, Option<String>)> = Vec::new();
        let mut declarations = Vec::new();
        for interface in self.interfaces() {
            let arguments = interface.arguments(self.runtime);
            let value = value_path(interface.path).into_token_stream().to_string();
            let identity = (value, arguments.as_ref().map(ToString::to_string));
            if seen.contains(&identity) {
                continue;
            }
            let first_mention = !seen.iter().any(|(value, _)| *value == identity.0);
            declarations.push(self.declaration(&interface, arguments, first_mention));
            seen.push(identity);
        }
        declarations
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
        let extent = sole::shown_at_name(interface.path);
        let known = sole::known(interface.index, interface.path, runtime);
        let shown_runtime = generated(runtime.to_token_stream(), extent.before());
        let mut generics = self.guarded.original.generics.clone();
        let every = ident_at("__Every", extent.before());
        let parameters = arguments.unwrap_or_else(|| {
            // Declared without arguments: in every instantiation.
            generics
                .params
                .push(written!(#every: ?::core::marker::Sized));
            every.to_token_stream()
        });
        let (generics, _, bounds) = generics.split_for_impl();
        let shown = interface.path.segments.last().map(|last| &last.ident);
        let id = if first_mention {
            shown! {extent=>
                #shown_runtime::private::declares(#known, #value! { {#runtime} {#shown} })
            }
        } else {
            shown!(extent=> #runtime::private::interface_id(#known))
        };
        shown! {extent=>
            unsafe impl #generics #runtime::Implements<{ #id }, #parameters> for #component #bounds {}
        }
    }

    fn interface_assertion(&self, interface: &Declared<'_>, apart: bool) -> Option<TokenStream> {
        let extent = sole::shown_at_name(interface.path);
        if !interface.binds_associated_types() {
            return apart.then(|| {
                let implemented = self.implemented(interface);
                shown!(extent=> #implemented;)
            });
        }
        let component = bracketed(extent, self.component.clone());
        let value = sole::imported(interface.index, interface.path);
        let arguments = interface.path.segments.last().map(|last| &last.arguments);
        // A constant beside another trait could stand for the interface.
        let every = ident_at("Component", extent.before());
        let same = self.implemented_by(interface, &every.to_token_stream());
        let value = sole::as_trait(interface.path, value);
        let interface = self.types(quote!(#value #arguments));
        let declared = shown!(extent=> declared::<#component>());
        Some(shown! {extent=>
            {
                const fn declared<#every: ?::core::marker::Sized + #interface>() {
                    let _ = #same;
                }
                #declared;
            }
        })
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
        let extent = Extent::of(context).generated();
        // A type of the trait: what the compiler says of a bound names where the bound stands.
        let id = Ident::new("Id", extent.after());
        Some(shown!(extent=> let _: <#context as #runtime::Context>::#id;))
    }
}

/// The type that stands for the scope of a component, as the runtime names it.
pub(crate) fn declared_scope(guarded: &Guarded<'_>) -> TokenStream {
    match &guarded.arguments.scope {
        None => quote!(Unstated),
        Some(Scope::Singleton) => quote!(Singleton),
        Some(Scope::Context(context)) => quote!(InContext<#context>),
        Some(_) => quote!(Transient),
    }
}

/// What cargo says about the package, or nothing in a build without cargo.
///
/// It stays the same as long as cargo builds nothing anew, so the compiler need not read it itself, which would cost
/// more.
fn from_cargo(variable: &str) -> String {
    // The recorded expansions are the same in every version.
    let said = (!cfg!(test)).then(|| std::env::var(variable).ok());
    said.flatten().unwrap_or_default()
}
