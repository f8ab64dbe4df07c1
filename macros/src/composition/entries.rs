//! What each component, input, interface and scope is found by.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use ssot_rules::composition::Entry;
use ssot_rules::names;
use ssot_rules::syntax::Type;
use ssot_rules::tokens::type_text;

use super::expansion::{Component, Expansion, Kind, marker, numbered};
use super::interfaces::as_imported;
use crate::generate::{Extent, shown, shown_at};
use crate::items::under;

/// Where something is.
pub(super) struct Place<'a> {
    /// What is there, as it is written.
    pub(super) written: &'a dyn ToTokens,
    /// The section that lists it.
    pub(super) level: usize,
    /// The level in whose scopes it lives.
    pub(super) at: &'a TokenStream,
    /// Its type may be anybody's.
    pub(super) is_any_type: bool,
}

/// Something that a scope has from the start.
struct Given {
    /// Where.
    level: usize,
    /// The field that holds it.
    field: Ident,
    /// How it is had.
    how: TokenStream,
    /// Where it was written.
    extent: Extent,
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
                let items = self.component(component);
                under(&component.entry.conditions(), items)
            })
            .collect();
        quote!(#(#inputs)* #(#components)*)
    }

    fn input(&self, index: usize, input: &Entry) -> TokenStream {
        let runtime = self.runtime;
        let given = |ty: &Type, how| Given {
            level: 0,
            field: numbered("input", index),
            how,
            extent: Extent::of(ty),
        };
        let ty = input.given();
        let own = self.given(ty, &given(ty, quote!(#runtime::composed::Input)));
        let views: Vec<_> = input
            .interfaces
            .iter()
            .map(|interface| {
                self.given(
                    interface,
                    &given(interface, quote!(#runtime::composed::InputAs)),
                )
            })
            .collect();
        // A generic composition looks at all of them together.
        let check = (!self.is_generic()).then(|| self.check_input(input));
        under(&input.conditions(), quote!(#own #(#views)* #check))
    }

    /// What belongs to one user cannot be given to the whole application.
    fn check_input(&self, input: &Entry) -> TokenStream {
        let (runtime, ty) = (self.runtime, input.given());
        let text = type_text(ty);
        let check = shown!(Extent::of(ty)=> __check_input(__DESCRIBED, __CONTEXT));
        quote! {
            const _: () = {
                #[allow(unused_imports)]
                use #runtime::composed::DescribedOther as _;
                const __DESCRIBED: ::core::option::Option<&'static #runtime::Descriptor> =
                    #runtime::composed::Described::<#ty>::DESCRIPTOR;
                const __CONTEXT: ::core::option::Option<&'static ::core::primitive::str> =
                    if #runtime::composed::Described::<#ty>::IS_CONTEXT {
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
        let given = Given {
            level,
            field: format_ident!("scope"),
            how: quote!(#runtime::composed::TheScope),
            extent: Extent::of(context),
        };
        self.given(&quote!(#runtime::Scope<#context>), &given)
    }

    /// Something that is there from the start.
    fn given(&self, ty: &impl ToTokens, given: &Given) -> TokenStream {
        let (node, field, at) = (self.node(), &given.field, &self.levels[given.level]);
        let (runtime, ty) = (self.runtime, ty.to_token_stream());
        let (generics, bounds) = (self.generics(), self.bounds());
        let extent = given.extent;
        let own = self.own_behind(extent);
        let place = Place {
            written: &ty,
            level: given.level,
            at,
            is_any_type: true,
        };
        let listed = self.has(&ty, &place, &given.how);
        // At the user's own place: there an input is refused that is not what it is said to be.
        let value = shown!(extent.end()=> (__given));
        shown! {extent=>
            #listed
            impl #generics #runtime::composed::GivenTo<#ty, #at> for #own #bounds {
                #[allow(unused_parens, clippy::let_and_return)]
                fn given(#node: &#runtime::composed::Node<Self, #at>) -> ::std::sync::Arc<#ty> {
                    let __given = ::core::clone::Clone::clone(&#node.own().#field);
                    #value
                }
            }
        }
    }

    fn component(&self, component: &Component<'_>) -> TokenStream {
        let runtime = self.runtime;
        let (number, ty) = (component.slot, &component.entry.ty);
        let marker = marker(number);
        let (own, seen) = match component.kind {
            Kind::Shared => (quote!(Shared), quote!(SharedAs)),
            Kind::Transient => (quote!(Fresh), quote!(FreshAs)),
            Kind::Made => (quote!(Made), quote!(MadeAs)),
        };
        let how = quote!(#runtime::composed::#own<#marker>);
        let own = self.listed_at(&ty.to_token_stream(), ty, component, &how);
        let interfaces = component.entry.interfaces.iter().enumerate();
        let views = interfaces.map(|(index, interface)| {
            let how = quote!(#runtime::composed::#seen<#ty, #marker>);
            // Behind the interface of a collection there may be several.
            let alone = self.listed.collection(interface).is_none();
            let listed = alone.then(|| {
                self.listed_at(
                    &as_imported(component, index, interface),
                    interface,
                    component,
                    &how,
                )
            });
            let declared = self.declared_as(component, index, interface);
            quote!(#listed #declared)
        });
        let views: Vec<_> = views.collect();
        let slot = self.slot(component);
        quote!(#slot #own #(#views)*)
    }

    /// How the component is made, and where it is kept. All that it needs is asked for in one place,
    /// so that each thing that is missing is missed once.
    fn slot(&self, component: &Component<'_>) -> TokenStream {
        let (runtime, name, node) = (self.runtime, &self.own, self.node());
        let (generics, bounds) = (self.generics(), self.bounds());
        let (slot, ty, at) = (component.slot, &component.entry.ty, &self.at(component));
        let extent = Extent::of(ty);
        let is_in_context = self.listed.levels[component.level].context.is_some();
        let context = is_in_context.then(|| self.level_at(component.level, extent));
        let section = match (component.kind, context) {
            (Kind::Transient, _) => quote!(#runtime::composed::Transients),
            (Kind::Shared, Some(context)) => quote!(#runtime::composed::InContext<#context>),
            (Kind::Shared, None) => quote!(#runtime::composed::Singletons),
            (Kind::Made, Some(context)) => quote!(#runtime::composed::MadeIn<#context>),
            (Kind::Made, None) => shown!(extent=> __SectionOf<#name, #ty>),
        };
        let cell = (component.kind == Kind::Shared).then(|| {
            let field = numbered("slot", slot);
            shown! {extent=>
                #[inline]
                fn cell(#node: &#runtime::composed::Node<#name, #at>) -> &#runtime::composed::Cell<#ty> {
                    &#node.cells().#field
                }
            }
        });
        // All at one place, and the user's: the compiler prints equal errors once. That is why these
        // items have names here: their paths start elsewhere.
        let (place, behind) = (extent.before(), extent.after());
        let (injected, new) = (
            Ident::new(names::INJECTED, behind),
            Ident::new(names::NEW, behind),
        );
        let factory = Ident::new("Factory", behind);
        let marker = marker(slot);
        // The trait that answers if the factory, or the type, has no constant.
        let otherwise = if component.entry.made_by.is_some() {
            quote!(DescribedOther)
        } else {
            quote!(ByName)
        };
        let (plan, named) = if let Some(function) = &component.entry.made_by {
            let text = type_text(ty);
            let place = Extent::of(function);
            let called = shown!(place=> __called::<>);
            (
                shown!(place=> #called(
                    ::core::marker::PhantomData::<(#name, #at, #section, #ty, #marker)>,
                    __Described::<#ty>::SCOPE,
                    #function,
                )),
                quote! {
                    impl #runtime::composed::Named for #marker {
                        const NAME: &'static ::core::primitive::str = #text;
                    }
                },
            )
        } else {
            let plan = shown! {extent=>
                __wiring::<#name, #at, #section, #ty, _, _, _, _, _>(
                    <<#ty as __Component>::#factory>::#injected,
                    <<#ty as __Component>::#factory>::#new,
                )
            };
            (plan, TokenStream::new())
        };
        let function = component.entry.made_by.as_ref().map(Extent::of);
        let (makes, planned) = if component.kind == Kind::Made {
            (
                quote_spanned!(place=> __MakesGiven),
                shown!(extent=> impl __GivenPlan<#name, #at, #ty, Self::Given>),
            )
        } else {
            (
                quote_spanned!(place=> __Makes),
                shown!(function.unwrap_or(extent)=> impl __Plan<#name, #at, #ty>),
            )
        };
        let given =
            (component.kind == Kind::Made).then(|| shown!(extent=> type Given = __GivenOf<#ty>;));
        let waits = self.pace(slot, &marker.to_token_stream());
        let made = shown! {extent=>
            impl #generics #makes<#name, #marker> for #ty #bounds {
                type At = #at;
                #given
                const SLOT: ::core::primitive::usize = #slot;
                type Pace = #waits;
                fn plan() -> #planned {
                    #[allow(unused_imports)]
                    use #runtime::composed::#otherwise as _;
                    #plan
                }
                #cell
            }
        };
        quote!(pub struct #marker(()); #named #made)
    }

    /// The level in whose scopes the instances of a component live, or are made.
    pub(super) fn at(&self, component: &Component<'_>) -> TokenStream {
        let ty = &component.entry.ty;
        let extent = Extent::of(ty);
        if component.kind == Kind::Made && component.level == 0 {
            let own = shown_at(&self.own, extent.before());
            shown!(extent=> __LevelOf<#own, #ty>)
        } else {
            self.level_at(component.level, extent)
        }
    }

    /// A level, named in front of something else: by an alias, so that a context that does not exist is reported once, where
    /// it is written.
    fn level_at(&self, level: usize, extent: Extent) -> TokenStream {
        let alias = self.level_alias(level).map(ToTokens::into_token_stream);
        let level = alias.unwrap_or_else(|| self.levels[level].clone());
        shown_at(level, extent.before())
    }

    /// Says where a component, or an interface of it, is, and how it is had or made.
    fn listed_at(
        &self,
        ty: &TokenStream,
        written: &Type,
        component: &Component<'_>,
        how: &TokenStream,
    ) -> TokenStream {
        let (runtime, at) = (self.runtime, self.at(component));
        let place = Place {
            written,
            level: component.level,
            at: &at,
            is_any_type: component.entry.made_by.is_some(),
        };
        if component.kind != Kind::Made {
            return self.has(ty, &place, how);
        }
        let made = self.seen(ty, &place, &quote!(MakesOf), how);
        // Whoever asks for it is told what to do instead.
        let place_before = Extent::of(ty).before();
        let [nowhere, not_had] = ["Nowhere", "NotHad"].map(|name| {
            let name = Ident::new(name, place_before);
            quote_spanned!(place_before=> #runtime::composed::#name)
        });
        let place = Place {
            at: &nowhere,
            ..place
        };
        let refused = self.has(ty, &place, &not_had);
        quote!(#made #refused)
    }

    /// Says where something that is asked for is, and how it is had.
    pub(super) fn has(
        &self,
        ty: &TokenStream,
        place: &Place<'_>,
        how: &TokenStream,
    ) -> TokenStream {
        self.seen(ty, place, &quote!(ListsOnce), how)
    }

    /// The same, by one of the traits that say so, to all levels that see it there.
    fn seen(
        &self,
        ty: &TokenStream,
        place: &Place<'_>,
        says: &TokenStream,
        how: &TokenStream,
    ) -> TokenStream {
        let (runtime, at, bounds) = (self.runtime, place.at, self.bounds());
        let extent = Extent::of(ty);
        let own = self.own_behind(extent);
        let says = |generics: &TokenStream, from: &TokenStream| {
            let generics = self.declared(generics);
            shown! {extent=>
                impl #generics #runtime::composed::#says<#ty, #from> for #own #bounds {
                    type At = #at;
                    type How = #how;
                }
            }
        };
        // Most compositions have nothing that is listed in several contexts.
        let spread = (!self.spread.is_empty()).then(|| self.spread.get(&type_text(&place.written)));
        let spread = spread.flatten();
        let all = 0..self.levels.len();
        // Of a generic level, the compiler could not tell that an `Option` or a `Lazy` is not what the runtime has for all.
        if spread.is_none() && !place.is_any_type && all.len() > 1 {
            return says(&quote!(__From), &quote!(__From));
        }
        let sees = |from: usize, level: usize| self.listed.is_within(from, level);
        let those = all.filter(|from| {
            let Some(levels) = spread else { return true };
            // Who sees none of them is told about the first.
            let sees_none = !levels.iter().any(|level| sees(*from, *level));
            sees(*from, place.level) || sees_none && levels.first() == Some(&place.level)
        });
        let each = those.map(|from| says(&TokenStream::new(), &self.levels[from]));
        quote!(#(#each)*)
    }
}
