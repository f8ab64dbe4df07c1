//! The state of an expansion of a composition.

use std::slice::Iter;
use std::vec::IntoIter;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use ssot_rules::composition::{Composition, Entry, Listed};
use ssot_rules::syntax::{Path, Type};
use ssot_rules::tokens::type_text;

use crate::generate::{Extent, generated_at, shown_at};

pub(super) struct Expansion<'a> {
    pub(super) composition: &'a Composition,
    pub(super) listed: &'a Listed,
    pub(super) runtime: &'a Path,
    /// Its own type.
    pub(super) own: TokenStream,
    /// The type of each level.
    pub(super) levels: Vec<TokenStream>,
    /// What each of its parts hands out.
    pub(super) exports: &'a [Vec<Type>],
    /// In which levels something is listed, of what is listed in several.
    pub(super) spread: Spread,
    pub(super) components: Vec<Component<'a>>,
}

/// A component with its place among all.
pub(super) struct Component<'a> {
    pub(super) slot: usize,
    pub(super) level: usize,
    pub(super) kind: Kind,
    pub(super) entry: &'a Entry,
}

/// Who gets the instances of a component.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// All of its scope get the one.
    Shared,
    /// Everybody who asks gets one.
    Transient,
    /// Everybody who calls `make` gets one.
    Made,
}

impl<'a> Expansion<'a> {
    pub(super) fn new(
        composition: &'a Composition,
        listed: &'a Listed,
        runtime: &'a Path,
        exports: &'a [Vec<Type>],
    ) -> Self {
        // The context stands for its scopes, in errors too.
        let levels = listed.levels.iter().map(|level| {
            level
                .context
                .as_ref()
                .map_or_else(|| quote!(#runtime::Root), ToTokens::to_token_stream)
        });
        let levels = levels.collect();
        Self {
            composition,
            listed,
            runtime,
            own: own_type(composition),
            levels,
            exports,
            spread: spread(listed),
            components: components(listed),
        }
    }

    pub(super) fn name(&self) -> &'a Ident {
        &self.composition.name
    }

    /// A name of the generated functions: one for tokens of whatever origin.
    pub(super) fn local(&self, name: &str) -> Ident {
        Ident::new(name, Extent::at(self.name().span()).before())
    }

    pub(super) fn node(&self) -> Ident {
        self.local("__node")
    }

    /// Its own type, as the last that the compiler shows where something of the user's stands.
    pub(super) fn own_behind(&self, extent: Extent) -> TokenStream {
        shown_at(&self.own, extent.after())
    }

    /// Every component, by its slot.
    pub(super) fn components(&self) -> Iter<'_, Component<'a>> {
        self.components.iter()
    }

    /// The collections, each with its slot, behind those of the components.
    pub(super) fn collections(&self) -> IntoIter<(usize, &'a Entry)> {
        let first = self.components().len();
        let mut collections = Vec::new();
        for collection in &self.listed.collections {
            collections.push((first + collections.len(), collection));
        }
        collections.into_iter()
    }

    /// The components that a collection has.
    pub(super) fn collected(&self, collection: &'a Entry) -> IntoIter<&Component<'a>> {
        let mut collected = Vec::new();
        for component in self.components() {
            if component.kind != Kind::Made && component.entry.is_listed_as(&collection.ty) {
                collected.push(component);
            }
        }
        collected.into_iter()
    }

    /// How many slots there are.
    pub(super) fn count(&self) -> usize {
        self.components().len() + self.listed.collections.len()
    }
}

/// The types and interfaces that contexts which do not see one another each have of their own, and the levels that have them,
/// in order: a map is more for every user to build.
#[derive(Default)]
pub(super) struct Spread(Vec<(String, Vec<usize>)>);

impl Spread {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn find(&self, ty: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.as_str().cmp(ty))
    }

    pub(super) fn get(&self, ty: &str) -> Option<&[usize]> {
        self.find(ty).ok().map(|at| self.0[at].1.as_slice())
    }

    fn add(&mut self, ty: String, level: usize) {
        match self.find(&ty) {
            Ok(at) => {
                let levels = &mut self.0[at].1;
                if levels.last() != Some(&level) {
                    levels.push(level);
                }
            }
            Err(at) => self.0.insert(at, (ty, vec![level])),
        }
    }
}

/// Every component, by its slot: a list, and no chain of iterators, since each adapter around another one is a function that
/// every user builds.
fn components(listed: &Listed) -> Vec<Component<'_>> {
    let mut components = Vec::new();
    for (index, level) in listed.levels.iter().enumerate() {
        // The parts come first, so that their slots are their places among them.
        let parts = if index == 0 { &*listed.parts } else { &[] };
        let sections = [
            (Kind::Shared, parts),
            (Kind::Shared, &*level.shared),
            (Kind::Transient, &*level.transients),
            (Kind::Made, &*level.makes),
        ];
        for (kind, entries) in sections {
            for entry in entries {
                components.push(Component {
                    slot: components.len(),
                    level: index,
                    kind,
                    entry,
                });
            }
        }
    }
    components
}

fn spread(listed: &Listed) -> Spread {
    let mut spread = Spread::default();
    // With fewer levels, one sees all.
    if listed.levels.len() < 3 {
        return spread;
    }
    for (index, level) in listed.levels.iter().enumerate() {
        for entry in level.entries() {
            spread.add(type_text(&entry.ty), index);
            for interface in &entry.interfaces {
                spread.add(type_text(interface), index);
            }
        }
    }
    spread.0.retain(|(_, levels)| levels.len() > 1);
    spread
}

/// The name of the cell of a slot, or of the field of an input.
pub(super) fn numbered(what: &str, index: usize) -> Ident {
    format_ident!("__{what}_{index}", span = generated_at(Span::call_site()))
}

/// The type that stands for a slot: unlike its number it costs the compiler nothing wherever it is named.
pub(super) fn marker(slot: usize) -> Ident {
    numbered("Slot", slot)
}

/// The type of a composition with its parameters.
fn own_type(composition: &Composition) -> TokenStream {
    let (_, arguments, _) = composition.generics.split_for_impl();
    let name = &composition.name;
    quote!(#name #arguments)
}

/// The list without the `+` that a type may end in, as in `A + B +`: nothing can stand behind it.
pub(super) fn without_plus(listed: &Listed) -> Listed {
    let mut listed = listed.clone();
    for ty in listed.types() {
        match ty {
            Type::TraitObject(object) => drop(object.bounds.pop_punct()),
            Type::ImplTrait(any) => drop(any.bounds.pop_punct()),
            _ => {}
        }
    }
    listed
}
