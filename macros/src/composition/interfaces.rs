//! The interfaces as which components are listed.
//!
//! Each is imported once, and all else names the import: so one that does not exist is reported once, where it is written.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use ssot_rules::composition::Entry;
use ssot_rules::syntax::{Path, PathSegment, Punctuated, Type, TypeParamBound};
use ssot_rules::tokens::type_text;

use super::expansion::{Component, Expansion};
use crate::generate::{Extent, shown};
use crate::items::absent;
use crate::sole::{as_trait, at_name, importable};

impl Expansion<'_> {
    /// The imports, and around them what is found of a trait that is no interface.
    pub(super) fn imported_interfaces(&self) -> (TokenStream, TokenStream) {
        let (mut fallbacks, mut imports) = (TokenStream::new(), TokenStream::new());
        let runtime = self.runtime;
        for component in self.components() {
            let conditions = component.entry.conditions();
            for (index, interface) in component.entry.interfaces.iter().enumerate() {
                let Some(path) = interface_path(interface) else {
                    continue;
                };
                let name = import(component, index, path);
                let extent = Extent::at(name.span());
                let module =
                    format_ident!("__interface_{}_{index}", component.slot, span = name.span());
                let (around, imported) = importable(path, &module, extent);
                fallbacks.extend(around);
                fallbacks.extend(shown! {extent=>
                    #conditions use #runtime::composed::NO_INTERFACE as #name;
                });
                // In braces: the compiler would advise to write another import with this name.
                imports.extend(shown! {extent=>
                    #[allow(unused_import_braces, unused_imports)]
                    #conditions use {#imported as #name};
                });
            }
        }
        (fallbacks, imports)
    }

    /// The component as the interface, which it has to implement and to declare.
    pub(super) fn declared_as(
        &self,
        component: &Component<'_>,
        index: usize,
        written: &Type,
    ) -> TokenStream {
        let (runtime, own) = (self.runtime, &self.own);
        let (generics, bounds) = (self.generics(), self.bounds());
        let once = self.once_as(component, written);
        let (slot, ty) = (component.slot, &component.entry.ty);
        let interface = as_imported(component, index, written);
        // A generic composition looks at all of them together.
        let declared = self.declared_interface(component, index, written);
        let written = Extent::of(written);
        let extent = written.generated();
        let instance = shown!(extent.end().generated()=> (__instance));
        let seen = shown!(extent=> |__instance| #instance);
        let function = shown! {extent=>
            #once
            impl #generics #runtime::composed::SeenAs<#own, #ty> for #interface #bounds {
                const SEEN_AS: fn(::std::sync::Arc<#ty>) -> ::std::sync::Arc<Self> = #seen;
            }
        };
        let Some(checked) = declared.filter(|_| !self.is_generic()) else {
            return function;
        };
        let check = format_ident!("__CHECK_{slot}_{index}", span = written.before());
        // Where it is not implemented, that is the mistake, and the constant is not looked at.
        let declared = shown!(written=> #check(__SEEN_AS));
        shown! {extent=>
            #function
            #[track_caller]
            #[allow(non_snake_case)]
            const fn #check<>(_: fn(::std::sync::Arc<#ty>) -> ::std::sync::Arc<#interface>) {
                #checked
            }
            const _: () = {
                const __SEEN_AS: fn(::std::sync::Arc<#ty>) -> ::std::sync::Arc<#interface> =
                    <#interface as #runtime::composed::SeenAs<#own, #ty>>::SEEN_AS;
                #declared
            };
        }
    }

    /// The check that a component declares the interface as which it is listed. What is no component declares nothing.
    pub(super) fn declared_interface(
        &self,
        component: &Component<'_>,
        index: usize,
        interface: &Type,
    ) -> Option<TokenStream> {
        let is_component = component.entry.made_by.is_none();
        let path = interface_path(interface).filter(|_| is_component)?;
        let (runtime, descriptor) = (self.runtime, self.descriptor(component));
        let (value, text) = (import(component, index, path), type_text(path));
        Some(quote! {
            #runtime::composed::check_declared(#descriptor, &#runtime::composed::listed_as(&#value), #text);
        })
    }

    /// Under which conditions it is the first of several entries that says how the component is seen as the interface.
    fn once_as(&self, component: &Component<'_>, interface: &Type) -> TokenStream {
        let written = type_text(&component.entry.ty);
        if self.spread.get(&written).is_none() {
            return TokenStream::new();
        }
        let earlier = self.components().take(component.slot).filter(|earlier| {
            type_text(&earlier.entry.ty) == written && earlier.entry.is_listed_as(interface)
        });
        let earlier = earlier.map(|earlier| absent(&earlier.entry.attributes));
        quote!(#(#earlier)*)
    }

    /// What whoever has it as a part may ask for, see [`Listed::exports`](ssot_rules::composition::Listed::exports).
    pub(super) fn exports(&self) -> Vec<TokenStream> {
        let mut exports = Vec::new();
        for component in self.components() {
            let entry: &Entry = component.entry;
            if entry.exported.is_none() {
                continue;
            }
            exports.push(entry.ty.to_token_stream());
            for (index, interface) in entry.interfaces.iter().enumerate() {
                if self.listed.collection(interface).is_none() {
                    exports.push(as_imported(component, index, interface));
                }
            }
        }
        exports
    }
}

/// What an interface of a component is imported as.
fn import(component: &Component<'_>, index: usize, path: &Path) -> Ident {
    // Behind the interface: an editor takes a name that stands exactly there for what is meant, and leads to its fallback too.
    let place = at_name(path).after();
    format_ident!("__Interface_{}_{index}", component.slot, span = place)
}

/// An interface of a component, by its import.
pub(super) fn as_imported(
    component: &Component<'_>,
    index: usize,
    interface: &Type,
) -> TokenStream {
    let mut interface = interface.clone();
    if let Some(path) = interface_path_mut(&mut interface) {
        let name = as_trait(path, import(component, index, path));
        let last = path.segments.clone().into_iter().last();
        let last = last.map(|last| PathSegment {
            ident: name,
            ..last
        });
        path.leading_colon = None;
        path.segments = Punctuated::of("::", last);
    }
    interface.to_token_stream()
}

/// The path of the trait in `dyn Trait + Send`.
fn interface_path(interface: &Type) -> Option<&Path> {
    let bounds = match interface {
        Type::TraitObject(object) => &object.bounds,
        Type::Paren(inner) | Type::Group(inner) => return interface_path(&inner.elem),
        _ => return None,
    };
    bounds.iter().find_map(|bound| match bound {
        TypeParamBound::Trait(bound) => Some(&bound.path),
        _ => None,
    })
}

/// The same, to be changed.
fn interface_path_mut(interface: &mut Type) -> Option<&mut Path> {
    let bounds = match interface {
        Type::TraitObject(object) => &mut object.bounds,
        Type::Paren(inner) | Type::Group(inner) => return interface_path_mut(&mut inner.elem),
        _ => return None,
    };
    bounds.iter_mut().find_map(|bound| match bound {
        TypeParamBound::Trait(bound) => Some(&mut bound.path),
        _ => None,
    })
}
