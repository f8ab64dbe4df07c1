//! What a scope holds, and where it is opened.

use std::vec::IntoIter;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use ssot_rules::composition::Level;
use ssot_rules::syntax::{GenericParam, Type};
use ssot_rules::tokens::{any_ident, type_text};

use super::expansion::{Component, Expansion, Kind, marker, numbered};
use crate::generate::{Extent, ident_at, shown, shown_at};

impl<'a> Expansion<'a> {
    pub(super) fn levels(&self) -> TokenStream {
        let levels = self.listed.levels.iter().enumerate();
        let levels = levels.map(|(index, level)| {
            let (holder, level_impl) = (self.holder(index, level), self.level(index, level));
            let (opened, reached) = (self.opened(index, level), self.reached(index));
            let name = self.level_alias(index).map(|name| {
                let context = &self.levels[index];
                quote!(#[allow(dead_code)] type #name = #context;)
            });
            quote!(#name #holder #level_impl #opened #reached)
        });
        quote!(#(#levels)*)
    }

    /// The alias of a context. One that mentions a parameter of the composition has none: an alias has to use all of its own.
    pub(super) fn level_alias(&self, level: usize) -> Option<Ident> {
        let context = self.listed.levels[level].context.as_ref()?;
        let is_parameter = |word: &Ident| {
            let mut parameters = self.composition.generics.params.iter();
            parameters.any(|parameter| match parameter {
                GenericParam::Type(parameter) => parameter.ident == *word,
                GenericParam::Const(parameter) => parameter.ident == *word,
                GenericParam::Lifetime(_) => false,
            })
        };
        let mentions = any_ident(context.to_token_stream(), &mut |word| is_parameter(word));
        (!mentions).then(|| numbered("Level", level))
    }

    /// The shared components of a level.
    fn shared(&self, level: usize) -> IntoIter<&Component<'a>> {
        let mut shared: Vec<_> = self.components().collect();
        shared.retain(|component| component.level == level && component.kind == Kind::Shared);
        shared.into_iter()
    }

    /// Where the compiler shows that a component cannot be shared by threads: at its entry, or at all of them, since it looks at
    /// them together. One by one, those that hold it would be refused as well.
    fn shared_extent(&self, level: usize) -> Extent {
        let mut shared = self.shared(level).map(|component| &component.entry.ty);
        let extent = shared.next().map(|first| {
            let last = shared.next_back().unwrap_or(first);
            Extent::of(&quote!(#first #last))
        });
        extent
            .unwrap_or_else(|| Extent::at(self.name().span()))
            .generated()
    }

    /// The types of a level: its own, that of what it was given, and that of its cells.
    fn holder(&self, index: usize, level: &Level) -> TokenStream {
        let runtime = self.runtime;
        let (own, cells) = (numbered("Own", index), numbered("Cells", index));
        let given = if let Some(context) = &level.context {
            quote!(scope: ::std::sync::Arc<#runtime::Scope<#context>>,)
        } else {
            let inputs = self.listed.inputs.iter().enumerate().map(|(index, input)| {
                let (field, ty) = (numbered("input", index), input.given());
                let conditions = input.conditions();
                quote!(#conditions #field: ::std::sync::Arc<#ty>,)
            });
            quote!(#(#inputs)*)
        };
        let cell = quote!(#runtime::composed::Cell);
        let fields = |value: &dyn Fn(&Type) -> TokenStream| -> TokenStream {
            let fields = self.shared(index).map(|component| {
                let field = numbered("slot", component.slot);
                let conditions = component.entry.conditions();
                let value = value(&component.entry.ty);
                quote!(#conditions #field: #value,)
            });
            quote!(#(#fields)*)
        };
        let declared = fields(&|ty| quote!(#cell<#ty>));
        let empty = fields(&|_| quote!(#runtime::__empty_cell!()));
        let (generics, bounds, arguments) = (self.generics(), self.bounds(), self.arguments());
        let marker = self.marker_type();
        let types = marker.as_ref().map(|marker| quote!(__marker: #marker,));
        let none = marker.map(|_| quote!(__marker: ::core::marker::PhantomData,));
        quote! {
            pub struct #own #generics #bounds { #given #types }
            pub struct #cells #generics #bounds { #declared #types }
            impl #generics #cells #arguments #bounds {
                fn empty() -> Self {
                    Self { #empty #none }
                }
            }
        }
    }

    fn level(&self, index: usize, level: &Level) -> TokenStream {
        let (runtime, name, composition) = (self.runtime, &self.levels[index], &self.own);
        let (generics, bounds, arguments) = (self.generics(), self.bounds(), self.arguments());
        let [rows, order, graph] = ["__ROWS", "__ORDER", "__GRAPH"].map(|name| self.constant(name));
        let (own, cells) = (numbered("Own", index), numbered("Cells", index));
        let outer = level.outer.map_or_else(
            || quote!(()),
            |outer| {
                let outer = &self.levels[outer];
                quote!(::std::sync::Arc<#runtime::composed::Node<#composition, #outer>>)
            },
        );
        let given = ident_at("__own", Span::call_site());
        let identity = level.context.as_ref().map_or_else(
            || quote!({ let _ = #given; ::core::option::Option::None }),
            |context| {
                shown! {Extent::of(context).generated()=>
                    ::core::option::Option::Some(#runtime::composed::identity::<#composition, _, #context>(&#given.scope))
                }
            },
        );
        let named = level.context.as_ref().map_or_else(
            || quote!(::core::option::Option::None),
            |context| {
                let text = type_text(context);
                quote!(::core::option::Option::Some(#text))
            },
        );
        let (all, shared) = (self.count(), self.shared(index).count());
        let methods = self.level_methods(index);
        let extent = self.shared_extent(index);
        let (cells, arguments) = (
            shown_at(&cells, extent.before()),
            self.is_generic()
                .then(|| shown_at(&arguments, extent.before())),
        );
        let arguments = arguments.unwrap_or_else(|| quote!(<>));
        let shared_by_threads = shown!(extent=> #cells #arguments);
        quote! {
            impl #generics #runtime::composed::Level<#composition> for #name #bounds {
                type Outer = #outer;
                type Own = #own #arguments;
                type Cells = #shared_by_threads;
                const SHARED: &'static [::core::primitive::usize] =
                    &#runtime::composed::shared_slots::<#all, #shared>(&#rows, &#order, #index);
                const GRAPH: &'static #runtime::composed::Graph<'static> = &#graph;
                const CONTEXT: ::core::option::Option<&'static ::core::primitive::str> = #named;
                #methods
                fn identity(#given: &Self::Own) -> ::core::option::Option<#runtime::composed::Identity> {
                    #identity
                }
            }
        }
    }

    /// What a scope does with each of its shared components.
    fn level_methods(&self, index: usize) -> TokenStream {
        let (runtime, composition, node) = (self.runtime, &self.own, self.node());
        let arms = |made: &dyn Fn(usize, &Type) -> TokenStream| -> TokenStream {
            let arms = self.shared(index).map(|component| {
                let (slot, conditions) = (component.slot, component.entry.conditions());
                let made = made(slot, &component.entry.ty);
                quote!(#conditions #slot => #made,)
            });
            quote!(#(#arms)*)
        };
        let kept = arms(&|slot, ty| {
            let marker = marker(slot);
            shown! {Extent::of(ty)=>
                #runtime::composed::make_shared::<#composition, #marker, #ty>(#node)
            }
        });
        let kept_later = arms(&|slot, ty| {
            let marker = marker(slot);
            shown! {Extent::of(ty)=>
                <<#ty as __Makes<#composition, #marker>>::Pace as #runtime::composed::Pace>::kept::<#composition, #marker, #ty>(#node)
            }
        });
        let released = arms(&|slot, _| {
            let field = numbered("slot", slot);
            quote!(__cells.#field.release())
        });
        quote! {
            fn keep(
                #node: &#runtime::composed::Node<#composition, Self>,
                __slot: ::core::primitive::usize,
            ) -> ::core::result::Result<(), #runtime::ConstructionError> {
                let _ = #node;
                match __slot {
                    #kept
                    _ => ::core::result::Result::Ok(()),
                }
            }
            fn keep_later(
                #node: &#runtime::composed::Node<#composition, Self>,
                __slot: ::core::primitive::usize,
            ) -> #runtime::composed::Making<'_, ()> {
                let _ = #node;
                match __slot {
                    #kept_later
                    _ => ::std::boxed::Box::pin(::core::future::ready(::core::result::Result::Ok(()))),
                }
            }
            fn release(
                __cells: &mut Self::Cells,
                __slot: ::core::primitive::usize,
            ) -> ::core::option::Option<#runtime::composed::Released> {
                let _ = &__cells;
                match __slot {
                    #released
                    _ => ::core::option::Option::None,
                }
            }
        }
    }

    /// Where the scopes of a level are opened, and what a scope gives by itself.
    fn opened(&self, index: usize, level: &Level) -> TokenStream {
        let (runtime, composition) = (self.runtime, &self.own);
        let (generics, bounds, arguments) = (self.generics(), self.bounds(), self.arguments());
        let context = &self.levels[index];
        let timing = if self.is_generic() {
            quote!(#runtime::composed::Immediate)
        } else {
            quote! {
                <#runtime::composed::TimingOf<{
                    !#runtime::composed::warms_up_at_once(&__ROWS, &__ASYNCHRONOUS, #index)
                }> as #runtime::composed::HasTiming>::Timing
            }
        };
        let opens = quote! {
            impl #generics #runtime::composed::WarmsUp<#composition> for #context #bounds {
                type Timing = #timing;
            }
        };
        let Some(outer) = level.outer else {
            return opens;
        };
        let (own, cells) = (numbered("Own", index), numbered("Cells", index));
        let around = &self.levels[outer];
        let listing = self.scope_listing(index, context);
        let marker = self
            .marker_type()
            .map(|_| quote!(__marker: ::core::marker::PhantomData,));
        quote! {
            #opens
            impl #generics #runtime::composed::ContextOf<#composition> for #context #bounds {
                type Made = #runtime::composed::MadeIn<Self>;
                fn scope(__own: &#own #arguments) -> &::std::sync::Arc<#runtime::Scope<#context>> {
                    &__own.scope
                }
            }
            impl #generics #runtime::composed::OpenedFrom<#composition, #around> for #context #bounds {
                type Opened = #runtime::OpenScope<#composition, Self>;
                fn open(
                    __outer: &::std::sync::Arc<#runtime::composed::Node<#composition, #around>>,
                    __scope: ::std::sync::Arc<#runtime::Scope<#context>>,
                ) -> #runtime::composed::Node<#composition, Self> {
                    __outer.within(#own { scope: __scope, #marker }, <#cells #arguments>::empty())
                }
            }
            #listing
        }
    }

    /// A scope sees itself and what is around it.
    fn reached(&self, index: usize) -> TokenStream {
        let (runtime, composition, from) = (self.runtime, &self.own, &self.levels[index]);
        let (generics, bounds) = (self.generics(), self.bounds());
        let needed = self.declared(&quote! {
            __Needer: ?::core::marker::Sized, __T: ?::core::marker::Sized
        });
        let mut reached = TokenStream::new();
        let mut level = Some(index);
        let mut way = quote!(__node);
        let is_made = self
            .components()
            .any(|component| component.kind == Kind::Made);
        if is_made {
            let asked_for = self.declared(&quote! {
                __Needer: ?::core::marker::Sized,
                __T: ?::core::marker::Sized + #runtime::composed::AskedFor
            });
            reached.extend(quote! {
                impl #asked_for #runtime::composed::SeenFrom<#composition, #from, __Needer, __T>
                    for #runtime::composed::Nowhere #bounds {}
            });
        }
        while let Some(current) = level {
            let to = &self.levels[current];
            reached.extend(quote! {
                impl #needed #runtime::composed::SeenFrom<#composition, #from, __Needer, __T> for #to #bounds {}
                impl #generics #runtime::composed::Seen<#composition, #from> for #to #bounds {
                    #[inline]
                    fn seen(__node: &#runtime::composed::Node<#composition, #from>) -> &#runtime::composed::Node<#composition, #to> {
                        #way
                    }
                }
            });
            way = quote!(#way.outer());
            level = self.listed.levels[current].outer;
        }
        reached
    }
}
