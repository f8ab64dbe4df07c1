//! What each component, input, interface and scope is found by.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use ssot_rules::composition::Entry;
use ssot_rules::names;
use ssot_rules::tokens::type_text;
use syn::spanned::Spanned;
use syn::{Path, Type, TypeParamBound};

use super::{Component, Expansion, numbered};
use crate::generate::{generated_at, shown_at};
use crate::generics::value_path;
use crate::guarded::under;

/// How something is listed.
struct Listing<'t> {
    /// What is asked for.
    ty: &'t TokenStream,
    /// The type of its level.
    at: &'t Ident,
    /// How it is handed over by value.
    entry: TokenStream,
    /// How long it may be held.
    held: TokenStream,
    timing: TokenStream,
    slot: TokenStream,
    waits: TokenStream,
    /// The instance, if it can be had without waiting.
    now: TokenStream,
    /// The instance.
    later: TokenStream,
}

/// Something that a scope has from the start.
struct Given {
    /// Where.
    level: usize,
    /// The field that holds it.
    field: Ident,
    /// How it is handed over by value.
    entry: TokenStream,
    /// How long it may be held.
    held: TokenStream,
}

impl Expansion<'_> {
    pub(super) fn entries(&self) -> TokenStream {
        let inputs = self.listed.inputs.iter().enumerate();
        let inputs: Vec<_> = inputs
            .map(|(index, input)| self.input(index, input))
            .collect();
        let components: Vec<_> = self
            .components()
            .map(|component| {
                let items = self.component(&component);
                under(&component.entry.conditions(), items)
            })
            .collect();
        quote!(#(#inputs)* #(#components)*)
    }

    fn input(&self, index: usize, input: &Entry) -> TokenStream {
        let runtime = self.runtime;
        let given = |entry| Given {
            level: 0,
            field: numbered("input", index),
            entry,
            held: quote!(#runtime::private::ToKeep),
        };
        let own = self.given(input.given(), &given(quote!(#runtime::private::Input)));
        let views: Vec<_> = input
            .interfaces
            .iter()
            .map(|interface| self.given(interface, &given(quote!(#runtime::private::View))))
            .collect();
        let check = self.check_input(input);
        under(&input.conditions(), quote!(#own #(#views)* #check))
    }

    /// What belongs to one user cannot be given to the whole application.
    fn check_input(&self, input: &Entry) -> TokenStream {
        let (runtime, ty) = (self.runtime, input.given());
        let text = type_text(ty);
        let check = quote_spanned!(ty.span()=> __check_input(__DESCRIBED, __CONTEXT));
        quote! {
            const _: () = {
                #[allow(unused_imports)]
                use #runtime::private::DescribedOther as _;
                const __DESCRIBED: ::core::option::Option<&'static #runtime::Descriptor> =
                    #runtime::private::Described::<#ty>::DESCRIPTOR;
                const __CONTEXT: ::core::option::Option<&'static ::core::primitive::str> =
                    if #runtime::private::Described::<#ty>::IS_CONTEXT {
                        ::core::option::Option::Some(#text)
                    } else {
                        ::core::option::Option::None
                    };
                #check
            };
        }
    }

    /// The scope of a context, for a constructor that asks for it.
    pub(super) fn scope_listing(&self, level: usize, context: &TokenStream) -> TokenStream {
        let runtime = self.runtime;
        let entry = quote!(#runtime::private::TheScope);
        let given = Given {
            level,
            field: format_ident!("scope"),
            entry,
            held: quote!(#runtime::private::ForTheCall),
        };
        self.given(&quote!(#runtime::Scope<#context>), &given)
    }

    /// Something that is there from the start.
    fn given(&self, ty: &impl ToTokens, given: &Given) -> TokenStream {
        let (node, field) = (self.node(), &given.field);
        let (runtime, name, ty) = (self.runtime, self.name(), &ty.to_token_stream());
        self.listing(&Listing {
            ty,
            at: &self.levels[given.level],
            entry: given.entry.clone(),
            held: given.held.clone(),
            timing: quote!(#runtime::private::Immediate),
            slot: quote!(#runtime::private::NO_SLOT),
            waits: quote!(false),
            now: quote_spanned! {ty.span()=> {
                let __given = ::core::clone::Clone::clone(&#node.own().#field);
                ::core::result::Result::Ok(__given)
            }},
            later: quote_spanned! {ty.span()=>
                ::std::boxed::Box::pin(::core::future::ready(<Self as #runtime::private::Has<#name>>::now(#node)))
            },
        })
    }

    fn component(&self, component: &Component<'_>) -> TokenStream {
        let runtime = self.runtime;
        let (number, ty) = (component.slot, &component.entry.ty);
        let entry = if component.shared {
            quote!(#runtime::private::Shared)
        } else {
            quote!(#runtime::private::Fresh<#number>)
        };
        let own = self.made(component, ty, entry, None);
        let interfaces = component.entry.interfaces.iter().enumerate();
        let views: Vec<_> = interfaces
            .map(|(index, interface)| {
                let view = format_ident!(
                    "__VIEW_{number}_{index}",
                    span = generated_at(interface.span())
                );
                let declared = self.declared(component, interface, &view);
                let entry = quote!(#runtime::private::View);
                let listing = self.made(component, interface, entry, Some(&view));
                quote!(#declared #listing)
            })
            .collect();
        let slot = self.slot(component);
        quote!(#slot #own #(#views)*)
    }

    /// How the component is made, and where it is kept. All that it needs is asked for in one place,
    /// so that each thing that is missing is missed once.
    fn slot(&self, component: &Component<'_>) -> TokenStream {
        let (runtime, name, node) = (self.runtime, self.name(), self.node());
        let (slot, ty, at) = (
            component.slot,
            &component.entry.ty,
            &self.levels[component.level],
        );
        let section = match &self.listed.levels[component.level].context {
            _ if !component.shared => quote!(#runtime::private::Transients),
            Some(context) => quote!(#runtime::private::InContext<#context>),
            None => quote!(#runtime::private::Singletons),
        };
        let cell = component.shared.then(|| {
            let field = numbered("slot", slot);
            quote_spanned! {ty.span()=>
                #[inline]
                fn cell(#node: &#runtime::private::Node<#at>) -> &#runtime::private::Cell<#ty> {
                    &#node.cells().#field
                }
            }
        });
        // All at one place, and the user's: the compiler prints equal errors once. That is why these
        // items have names here: their paths start elsewhere.
        let place = ty.span();
        let at_place = shown_at(at, place);
        let section = shown_at(section, place);
        let (injected, new) = (
            Ident::new(names::INJECTED, place),
            Ident::new(names::NEW, place),
        );
        quote_spanned! {place=>
            impl __Makes<#name, #slot> for #ty {
                type At = #at_place;
                const NAME: &'static ::core::primitive::str = __ROWS[#slot].name;
                type Pace = <#runtime::private::TimingOf<{ __ASYNCHRONOUS[#slot] }> as #runtime::private::HasTiming>::Timing;
                fn plan() -> impl __Plan<#ty, At = #at_place> {
                    #[allow(unused_imports)]
                    use #runtime::private::ByName as _;
                    __wiring::<#name, #at_place, #section, #ty, _, _, _, _, _>(
                        <<#ty as __Component>::Factory>::#injected,
                        <<#ty as __Component>::Factory>::#new,
                    )
                }
                #cell
            }
        }
    }

    /// A component, as its own type or as an interface.
    fn made(
        &self,
        component: &Component<'_>,
        ty: &Type,
        entry: TokenStream,
        view: Option<&Ident>,
    ) -> TokenStream {
        let (runtime, name) = (self.runtime, self.name());
        let (slot, made, node) = (component.slot, &component.entry.ty, self.node());
        // A shared component may be there when it is asked for, even if making it had to wait.
        let timing = if component.shared {
            quote!(#runtime::private::Immediate)
        } else {
            quote!(<#made as __Makes<#name, #slot>>::Pace)
        };
        let (now, later) = if let Some(view) = view {
            let now = quote_spanned! {made.span()=>
                match <#made as #runtime::private::Has<#name>>::now(#node) {
                    ::core::result::Result::Ok(__instance) => ::core::result::Result::Ok(#view(__instance)),
                    ::core::result::Result::Err(__error) => ::core::result::Result::Err(__error),
                }
            };
            let later = quote_spanned! {made.span()=>
                #runtime::private::changed(<#made as #runtime::private::Has<#name>>::later(#node), #view)
            };
            (now, later)
        } else {
            let (now, later) = if component.shared {
                (
                    quote!(shared),
                    quote!(<<#made as __Makes<#name, #slot>>::Pace as #runtime::private::Pace>::shared),
                )
            } else {
                (quote!(unshared), quote!(#runtime::private::unshared_later))
            };
            (
                quote_spanned!(made.span()=> #runtime::private::#now::<#name, #slot, #made>(#node)),
                quote_spanned!(made.span()=> #later::<#name, #slot, #made>(#node)),
            )
        };
        self.listing(&Listing {
            ty: &ty.to_token_stream(),
            at: &self.levels[component.level],
            entry,
            held: quote!(#runtime::private::ToKeep),
            timing,
            slot: quote!(#slot),
            waits: quote!(<<#made as __Makes<#name, #slot>>::Pace as #runtime::private::Pace>::WAITS),
            now,
            later,
        })
    }

    fn listing(&self, listing: &Listing<'_>) -> TokenStream {
        let (runtime, name, node) = (self.runtime, self.name(), self.node());
        let Listing {
            ty,
            at,
            entry,
            held,
            timing,
            slot,
            waits,
            now,
            later,
        } = listing;
        // At the user's own place, for the same reason.
        let result = quote_spanned! {ty.span()=>
            ::core::result::Result<::std::sync::Arc<Self>, #runtime::ConstructionError>
        };
        quote_spanned! {ty.span()=>
            impl #runtime::private::Has<#name> for #ty {
                type At = #at;
                type Entry = #entry;
                type Given = #held;
                type Timing = #timing;
                const SLOT: ::core::primitive::usize = #slot;
                const WAITS: ::core::primitive::bool = #waits;
                #[inline]
                fn now(#node: &#runtime::private::Node<#at>) -> #result {
                    #now
                }
                fn later(#node: &#runtime::private::Node<#at>) -> #runtime::private::Making<'_, ::std::sync::Arc<Self>> {
                    #later
                }
            }
        }
    }

    /// The component as the interface, which it has to implement and to declare.
    fn declared(&self, component: &Component<'_>, interface: &Type, view: &Ident) -> TokenStream {
        let (runtime, name) = (self.runtime, self.name());
        let (slot, component) = (component.slot, &component.entry.ty);
        let place = generated_at(interface.span());
        let function = quote_spanned! {place=>
            const #view: fn(::std::sync::Arc<#component>) -> ::std::sync::Arc<#interface> = |__instance| __instance;
        };
        let Some(path) = interface_path(interface) else {
            return function;
        };
        let value = value_path(path);
        let check = format_ident!("__CHECK{view}", span = interface.span());
        let named = Ident::new(&view.to_string(), interface.span());
        // Where it is not implemented, that is the mistake, and the constant is not looked at.
        let declared = quote_spanned!(interface.span()=> #check(#named));
        quote_spanned! {place=>
            #function
            #[track_caller]
            #[allow(non_snake_case)]
            const fn #check(_: fn(::std::sync::Arc<#component>) -> ::std::sync::Arc<#interface>) {
                #runtime::private::check_declared(
                    #runtime::private::descriptor_of::<#name, #slot, #component>(),
                    &#runtime::private::interface(&#value),
                );
            }
            const _: () = #declared;
        }
    }
}

/// The path of the trait in `dyn Trait + Send`.
fn interface_path(interface: &Type) -> Option<&Path> {
    let bounds = match interface {
        Type::TraitObject(object) => &object.bounds,
        Type::Paren(inner) => return interface_path(&inner.elem),
        Type::Group(inner) => return interface_path(&inner.elem),
        _ => return None,
    };
    bounds.iter().find_map(|bound| match bound {
        TypeParamBound::Trait(bound) => Some(&bound.path),
        _ => None,
    })
}
