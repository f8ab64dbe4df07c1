//! `composition!`: what each component needs, as implementations that the compiler resolves.
//!
//! - `levels` is what a scope holds: the application's, and each context's.
//! - `entries` is what each component, input and interface is found by.
//! - `application` is the struct itself.
//! - `interfaces` is what a component is listed as, and `left_out` what may be asked for without being there.
//! - `generic` is what is added where the composition has parameters.
//! - `parts` is what a composition has of others, and what others have of it.
//! - `overriding` is a composition that takes the list of another one.

mod application;
mod entries;
mod generic;
mod interfaces;
mod left_out;
mod levels;
pub(crate) mod overriding;
pub(crate) mod parts;

use std::slice::Iter;
use std::vec::IntoIter;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use ssot_rules::attributes::{conditional, conditions};
use ssot_rules::composition::{Body, Composition, Entry, Listed};
use ssot_rules::syntax::{Attribute, Meta, Path, Type};
use ssot_rules::tokens::type_text;
use ssot_rules::violation::Violations;

use crate::generate::{Extent, generated_at, shown, shown_at};

/// The tokens are the path of the runtime crate, which the macro around this one knows, and what the
/// user wrote.
pub(crate) fn expand(tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter();
    let runtime = runtime(tokens.next());
    let written: TokenStream = tokens.collect();
    let mut violations = Violations::new();
    let composition = Composition::read(written.clone(), &mut violations);
    let expansion = composition.map(|composition| match &composition.body {
        Body::Overriding { base, .. } => overriding::ask(base, &runtime, &written),
        Body::Listed(listed) => expanded(&composition, listed, &runtime),
        _ => TokenStream::new(),
    });
    // With a mistake in the list, what is generated could not hold, and would say so once more.
    let expansion = expansion.filter(|_| violations.only_warn());
    let report = violations.into_tokens();
    quote!(#expansion #report)
}

/// A composition, unless it has to ask its parts first.
fn expanded(composition: &Composition, listed: &Listed, runtime: &Path) -> TokenStream {
    if listed.parts.is_empty() {
        Expansion::new(composition, &without_plus(listed), runtime, &[]).expand()
    } else {
        parts::ask_all(composition, listed, runtime)
    }
}

/// The path of the runtime crate, as a group or as its only token.
fn runtime(token: Option<TokenTree>) -> Path {
    let tokens = match token {
        Some(TokenTree::Group(group)) => group.stream(),
        token => token.into_iter().collect(),
    };
    ssot_rules::syntax::parse2(tokens).unwrap_or_else(|_| ssot_rules::arguments::runtime(None))
}

pub(crate) struct Expansion<'a> {
    composition: &'a Composition,
    listed: &'a Listed,
    runtime: &'a Path,
    /// Its own type.
    own: TokenStream,
    /// The type of each level.
    levels: Vec<TokenStream>,
    /// What each of its parts hands out.
    exports: &'a [Vec<Type>],
    /// In which levels something is listed, of what is listed in several.
    spread: Spread,
    components: Vec<Component<'a>>,
}

/// The list without the `+` that a type may end in, as in `A + B +`: nothing can stand behind it.
fn without_plus(listed: &Listed) -> Listed {
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

/// A component with its place among all.
struct Component<'a> {
    slot: usize,
    level: usize,
    kind: Kind,
    entry: &'a Entry,
}

/// Who gets the instances of a component.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// All of its scope get the one.
    Shared,
    /// Everybody who asks gets one.
    Transient,
    /// Everybody who calls `make` gets one.
    Made,
}

impl<'a> Expansion<'a> {
    pub(crate) fn new(
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
            own: generic::own_type(composition),
            levels,
            exports,
            spread: spread(listed),
            components: components(listed),
        }
    }

    fn name(&self) -> &'a Ident {
        &self.composition.name
    }

    /// A name of the generated functions: one for tokens of whatever origin.
    fn local(&self, name: &str) -> Ident {
        Ident::new(name, Extent::at(self.name().span()).before())
    }

    fn node(&self) -> Ident {
        self.local("__node")
    }

    /// Its own type, as the last that the compiler shows where something of the user's stands.
    fn own_behind(&self, extent: Extent) -> TokenStream {
        shown_at(&self.own, extent.after())
    }

    pub(crate) fn expand(&self) -> TokenStream {
        let (runtime, structure) = (self.runtime, self.structure());
        let conditions = conditions(&self.composition.attributes);
        let (application, levels) = (self.application(), self.levels());
        let (entries, graph) = (self.entries(), self.graph());
        let (list, parts) = (self.list(), self.parts());
        let (fallbacks, imports) = self.imported_interfaces();
        quote! {
            #structure
            #conditions
            #[allow(deprecated, private_interfaces, refining_impl_trait)]
            const _: () = {
                #[allow(unused_imports)]
                use #runtime::Component as __Component;
                #fallbacks
                {
                #imports
                #[allow(unused_imports)]
                use #runtime::composed::{
                    GivenOf as __GivenOf, GivenPlan as __GivenPlan, LevelOf as __LevelOf, Makes as __Makes,
                    MakesGiven as __MakesGiven, Plan as __Plan, SectionOf as __SectionOf, called as __called,
                    wiring as __wiring,
                };
                #application
                #levels
                #entries
                #graph
                #parts
                }
            };
            #list
        }
    }

    /// Every component, by its slot.
    fn components(&self) -> Iter<'_, Component<'a>> {
        self.components.iter()
    }

    /// The collections, each with its slot, behind those of the components.
    fn collections(&self) -> IntoIter<(usize, &'a Entry)> {
        let first = self.components().len();
        let mut collections = Vec::new();
        for collection in &self.listed.collections {
            collections.push((first + collections.len(), collection));
        }
        collections.into_iter()
    }

    /// The components that a collection has.
    fn collected(&self, collection: &'a Entry) -> IntoIter<&Component<'a>> {
        let mut collected = Vec::new();
        for component in self.components() {
            if component.kind != Kind::Made && component.entry.is_listed_as(&collection.ty) {
                collected.push(component);
            }
        }
        collected.into_iter()
    }

    /// How many slots there are.
    fn count(&self) -> usize {
        self.components().len() + self.listed.collections.len()
    }

    /// A row, and an empty one where a condition removes it: the slots behind it stay what they are.
    fn row(&self, entry: &Entry, row: &TokenStream) -> TokenStream {
        let (runtime, conditions) = (self.runtime, entry.conditions());
        if conditions.is_empty() {
            return row.clone();
        }
        let absent = absent(&entry.attributes);
        quote!(#conditions #row, #absent #runtime::composed::vacant())
    }

    /// What needs what, and the checks of it.
    fn graph(&self) -> TokenStream {
        let (runtime, own) = (self.runtime, &self.own);
        let collections = self.collections().map(|(_, collection)| {
            let text = type_text(&collection.ty);
            let slots = self.collected(collection).map(|component| {
                let (slot, conditions) = (component.slot, component.entry.conditions());
                quote!(#conditions #slot)
            });
            let row = quote!(#runtime::composed::collection(#text, &[#(#slots),*]));
            self.row(collection, &row)
        });
        let collections: Vec<_> = collections.collect();
        let rows = self.components().map(|component| {
            let Component {
                slot,
                level,
                kind,
                entry,
            } = *component;
            let (ty, marker) = (&entry.ty, entries::marker(slot));
            let (extent, shared) = (Extent::of(ty), kind == Kind::Shared);
            let row = if kind == Kind::Made {
                // With its level, so that what is wrong with that is wrong here, and not in what is made of the row.
                let at = self.at(component);
                shown!(extent=> #runtime::composed::made_row::<#own, #marker, #ty, #at>())
            } else {
                shown! {extent=>
                    #runtime::composed::row::<#own, #marker, #ty>(#level, #shared)
                }
            };
            self.row(entry, &row)
        });
        let rows = quote!([#(#rows,)* #(#collections),*]);
        if self.is_generic() {
            return self.generic_graph(&rows);
        }
        let constants = self.constants(&rows, &TokenStream::new());
        let checks = self.components().map(|component| {
            let (slot, entry) = (component.slot, component.entry);
            let conditions = entry.conditions();
            // With the user's own span: the compiler shows a constant's failure where a macro was called.
            let check = shown!(Extent::of(&entry.ty)=> __check(#slot));
            quote! {
                #conditions
                const _: () = #check;
            }
        });
        quote! {
            #constants
            #[track_caller]
            #[allow(dead_code)]
            const fn __check_input(
                __described: ::core::option::Option<&'static #runtime::Descriptor>,
                __context: ::core::option::Option<&'static ::core::primitive::str>,
            ) {
                #runtime::composed::check_input(__described, __context)
            }
            #[track_caller]
            #[allow(dead_code)]
            const fn __check(__slot: ::core::primitive::usize) {
                #runtime::composed::check(&__ROWS, __SOUND, __slot)
            }
            #(#checks)*
        }
    }

    /// What is known of the rows. `within` stands in front of the name of a constant.
    fn constants(&self, rows: &TokenStream, within: &TokenStream) -> TokenStream {
        let (runtime, count) = (self.runtime, self.count());
        quote! {
            const __ROWS: [#runtime::composed::Row; #count] = #rows;
            const __ORDER: [::core::primitive::usize; #count] = #runtime::composed::order(&#within __ROWS);
            const __ASYNCHRONOUS: [::core::primitive::bool; #count] =
                #runtime::composed::asynchronous(&#within __ROWS, &#within __ORDER);
            const __SOUND: ::core::primitive::bool =
                #runtime::composed::is_sound(&#within __ROWS, &#within __ORDER);
            const __GRAPH: #runtime::composed::Graph<'static> = #runtime::composed::Graph {
                rows: &#within __ROWS,
                order: &#within __ORDER,
            };
        }
    }
}

/// The types and interfaces that contexts which do not see one another each have of their own, and the levels that have them,
/// in order: a map is more for every user to build.
#[derive(Default)]
struct Spread(Vec<(String, Vec<usize>)>);

impl Spread {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn find(&self, ty: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.as_str().cmp(ty))
    }

    fn get(&self, ty: &str) -> Option<&[usize]> {
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

/// A condition that holds where one of an entry's does not.
fn absent(attributes: &[Attribute]) -> TokenStream {
    let mut all = Vec::new();
    for attribute in attributes {
        predicates(&attribute.meta, &mut all);
    }
    quote!(#[cfg(not(all(#(#all),*)))])
}

/// What has to hold for an item with the attribute to be there.
fn predicates(attribute: &Meta, all: &mut Vec<TokenStream>) {
    match attribute {
        Meta::List(list) if list.path.is_ident("cfg") => all.push(list.tokens.clone()),
        _ => {
            let Some((condition, attributes)) = conditional(attribute) else {
                return;
            };
            let mut inner = Vec::new();
            for attribute in &attributes {
                predicates(attribute, &mut inner);
            }
            for predicate in inner {
                all.push(quote!(any(not(#condition), #predicate)));
            }
        }
    }
}

/// The name of the cell of a slot, or of the field of an input.
fn numbered(what: &str, index: usize) -> Ident {
    format_ident!("__{what}_{index}", span = generated_at(Span::call_site()))
}
