//! Attributes that are ours if their paths lead to us.
//!
//! `factory` and `moved` are ordinary words, and other crates have attributes of these names. A file alone does not tell,
//! so it is read as if they were ours, and forgets what they say when the modules are known and lead elsewhere.

use std::collections::HashSet;

use ssot_rules::arguments::GuardArguments;
use ssot_rules::names;
use syn::ext::IdentExt;
use syn::visit::{self, Visit};
use syn::{ItemStruct, Meta, Path, UseRename};

use super::ruled::{conditional, unreported};
use super::{Bytes, Facts, InternedPath, ItemPath, Location};

pub(super) const COMPOSITION: &str = "composition";

/// Everything of ours that code calls by name.
const OURS: &[&str] = &[
    names::FACTORY_ONLY,
    names::FACTORY,
    names::SSOT_COMPONENT,
    names::SSOT_INTERFACE,
    names::MOVED,
    names::NO_HARDCODED,
    names::SSOT_CONFIG,
    COMPOSITION,
];

/// Names that nobody else has, by whatever path.
pub(super) const UNMISTAKABLE: &[&str] = &[
    names::SSOT_COMPONENT,
    names::SSOT_INTERFACE,
    names::NO_HARDCODED,
    names::SSOT_CONFIG,
];

/// The crates that the names come from.
pub(crate) const CRATES: &[&str] = &["ssot", "ssot_macros"];

/// An attribute or a macro that is ours if its path leads to us.
#[derive(Clone, Debug)]
pub struct Claim {
    pub at: Location,
    pub path: InternedPath,
    pub name: &'static str,
    pub place: Bytes,
}

impl Claim {
    /// Whether a path from the name of a crate on is that of the attribute.
    pub(crate) fn is_met_by(&self, path: ItemPath<'_>) -> bool {
        is_ours(path, self.name)
    }
}

/// Whether a path from the name of a crate on is that of something of ours that is called so.
pub(crate) fn is_ours(path: ItemPath<'_>, name: &str) -> bool {
    !path.is_name() && CRATES.contains(&path.first()) && path.last() == name
}

#[derive(Default)]
pub(super) struct Names {
    /// Other names, each with ours.
    renamed: Vec<(String, &'static str)>,
    /// The components that permit no address in their constructors.
    denying: HashSet<String>,
}

impl Names {
    pub(super) fn new(text: &str, file: &syn::File) -> Self {
        let mut names = Self::default();
        // Most files have nothing of ours.
        if OURS.iter().any(|name| text.contains(name)) {
            names.visit_file(file);
        }
        names
    }

    /// Our name of what a path may lead to.
    pub(super) fn ours(&self, path: &Path) -> Option<&'static str> {
        let last = path.segments.last()?.ident.unraw();
        if let Some(name) = OURS.iter().find(|name| last == **name) {
            return Some(name);
        }
        let mut renamed = self.renamed.iter();
        let (_, ours) = renamed.find(|(name, _)| path.segments.len() == 1 && last == name)?;
        Some(ours)
    }

    pub(super) fn denies_addresses(&self, component: &str) -> bool {
        self.denying.contains(component)
    }
}

impl<'a> Visit<'a> for Names {
    fn visit_use_rename(&mut self, rename: &'a UseRename) {
        let name = OURS.iter().find(|name| rename.ident == **name);
        self.renamed
            .extend(name.map(|name| (rename.rename.unraw().to_string(), *name)));
    }

    fn visit_item_struct(&mut self, item: &'a ItemStruct) {
        if item.attrs.iter().any(|attribute| denies(&attribute.meta)) {
            self.denying.insert(item.ident.unraw().to_string());
        }
        visit::visit_item_struct(self, item);
    }
}

/// Whether an attribute makes a component that permits no address in its constructors.
fn denies(meta: &Meta) -> bool {
    if let Some((_, metas)) = conditional(meta) {
        return metas.iter().any(denies);
    }
    let Meta::List(list) = meta else { return false };
    let name = list.path.segments.last();
    if name.is_none_or(|name| name.ident != names::SSOT_COMPONENT) {
        return false;
    }
    let tokens = list.tokens.clone();
    unreported(|ignored| GuardArguments::read(names::SSOT_COMPONENT, tokens, ignored))
        .hardcoded
        .is_some()
}

/// The places of the attributes that are not known to be ours.
#[derive(Debug, Default)]
pub(crate) struct Unmet {
    /// Those of another crate.
    pub(crate) foreign: HashSet<Bytes>,
    /// Those that lead nowhere.
    pub(crate) unknown: HashSet<Bytes>,
}

impl Unmet {
    pub(crate) fn is_empty(&self) -> bool {
        self.foreign.is_empty() && self.unknown.is_empty()
    }
}

impl Facts {
    /// Forgets what is only known from attributes of other crates. Of those that lead nowhere it forgets how they are
    /// written.
    pub(crate) fn forget(&mut self, unmet: &Unmet) {
        let refuted = &unmet.foreign;
        for ty in &mut self.types {
            if ty
                .guard
                .as_ref()
                .is_some_and(|guard| refuted.contains(&guard.place))
            {
                ty.guard = None;
                ty.constructing_derives.clear();
            }
            ty.moved = ty.moved.filter(|place| !refuted.contains(place));
        }
        for block in &mut self.impls {
            block.factory = block.factory.filter(|place| !refuted.contains(place));
        }
        let (functions, impls) = (&self.functions, &self.impls);
        self.replacements.retain(|replacement| {
            let block = functions[replacement.function].at.within_impl();
            block.is_some_and(|block| impls[block].factory.is_some())
        });
        self.factories
            .retain(|fact| !refuted.contains(&fact.attribute));
        self.moved.retain(|fact| !refuted.contains(&fact.attribute));
        self.compositions
            .retain(|fact| !refuted.contains(&fact.path));
        self.attribute_errors.retain(|fact| {
            !refuted.contains(&fact.attribute) && !unmet.unknown.contains(&fact.attribute)
        });
    }
}
