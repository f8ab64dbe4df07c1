//! What a name of an attribute or a macro means where it is written, as far as its file tells.
//!
//! `factory` and `moved` are ordinary words, and other crates have attributes of these names. So a name counts as ours
//! where an import, a path or a rename leads to `ssot`. Where it leads out of the file, to a module or a crate that
//! may pass it on, whoever knows the other files has to decide: see [`Origin::PassedOn`].

use ssot_rules::arguments::GuardArguments;
use ssot_rules::names;
use ssot_rules::violation::Violations;
use syn::ext::IdentExt;
use syn::{Item, Meta, Path, UseTree};

use super::ruled::conditional;
use super::{MACRO_USE, OWN, PassedOn};

/// The name of `composition!`.
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
const UNMISTAKABLE: &[&str] = &[
    names::SSOT_COMPONENT,
    names::SSOT_INTERFACE,
    names::NO_HARDCODED,
    names::SSOT_CONFIG,
];

/// The crates that the names come from.
const CRATES: &[&str] = &["ssot", "ssot_macros"];

/// Where a name comes from, if it may be ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// From us.
    Ours,
    /// From us, if this crate passes it on: `crate` for the one it is written in.
    PassedOn(String),
}

impl Origin {
    /// Whether it is ours, unless this very crate has another attribute of the name.
    pub(super) fn is_likely(&self) -> bool {
        match self {
            Self::Ours => true,
            Self::PassedOn(through) => through == OWN || through == MACRO_USE,
        }
    }

    /// Who has to pass on the thing of this name to make it ours.
    pub(super) fn passed_on(&self, name: &'static str) -> Option<PassedOn> {
        match self {
            Self::Ours => None,
            Self::PassedOn(by) => Some(PassedOn {
                by: by.clone(),
                name,
            }),
        }
    }
}

/// The imports of the modules and blocks around a place, the file's own first.
#[derive(Default)]
pub(super) struct Scopes(Vec<Scope>);

/// The imports of one module, or of one block.
#[derive(Default)]
struct Scope {
    block: bool,
    /// Each name with the path that it stands for.
    named: Vec<(String, Vec<String>)>,
    /// The paths of which everything is imported.
    globs: Vec<Vec<String>>,
    modules: Vec<String>,
    /// Whether every macro of ours is known by `#[macro_use] extern crate`.
    macro_use: bool,
    /// The components that permit no address in their constructors.
    denying: Vec<String>,
}

/// What a path leads to.
enum Meaning {
    /// Something of ours, of this name.
    Ours(String),
    /// Something of this name in this crate, or in another module of the own one: `crate`.
    Elsewhere(String, String),
    /// Nothing that the file tells.
    Unknown,
}

impl Scopes {
    /// Adds the module, or the block, that consists of these items.
    pub(super) fn enter<'a>(&mut self, items: impl Iterator<Item = &'a Item>, block: bool) {
        let mut scope = Scope {
            block,
            ..Scope::default()
        };
        items.for_each(|item| scope.add(item));
        self.0.push(scope);
    }

    /// Removes what was added last.
    pub(super) fn leave(&mut self) {
        self.0.pop();
    }

    /// Whether a component beside the current item permits no address in its constructors.
    pub(super) fn denies_addresses(&self, component: &str) -> bool {
        let innermost = self.0.last();
        innermost.is_some_and(|scope| scope.denying.iter().any(|name| name == component))
    }

    /// Our name of what a path leads to, if it may be something of ours.
    pub(super) fn origin(&self, path: &Path) -> Option<(&'static str, Origin)> {
        let ours = |name: &str| OURS.iter().copied().find(|ours| *ours == name);
        let last = &path.segments.last()?.ident;
        let renamed = || {
            let mut imports = self.0.iter().flat_map(|scope| &scope.named);
            path.segments.len() == 1 && imports.any(|(name, _)| last == name)
        };
        // Most attributes are others.
        if !OURS.iter().any(|name| last == name) && !renamed() {
            return None;
        }
        let (name, origin) = match self.meaning(&segments(path), self.0.len(), Search::new()) {
            Meaning::Ours(name) => (ours(&name)?, Origin::Ours),
            Meaning::Elsewhere(name, through) => (ours(&name)?, Origin::PassedOn(through)),
            Meaning::Unknown => {
                let name = path.segments.last()?.ident.unraw().to_string();
                (ours(&name)?, Origin::PassedOn(MACRO_USE.to_owned()))
            }
        };
        if UNMISTAKABLE.contains(&name) {
            return Some((name, Origin::Ours));
        }
        Some((name, origin))
    }

    /// What `path` means in the innermost of the first `level` scopes.
    fn meaning(&self, path: &[String], level: usize, search: Search) -> Meaning {
        let Some((first, rest)) = path.split_first() else {
            return Meaning::Unknown;
        };
        let Some(search) = search.further() else {
            return Meaning::Unknown;
        };
        match first.as_str() {
            "" => of_crate(rest),
            "crate" => elsewhere(path, OWN),
            "self" => self.meaning_in_module(rest, self.module(level), search),
            "super" => match self.module(level).checked_sub(1) {
                None | Some(0) => elsewhere(path, OWN),
                Some(around) => {
                    self.meaning_in_module(rest, self.module(around), search.outwards())
                }
            },
            _ => self.named(first, path, level, search),
        }
    }

    /// What the path means whose first name is one of the module that ends at `level`.
    fn meaning_in_module(&self, path: &[String], level: usize, search: Search) -> Meaning {
        match path.first().map(String::as_str) {
            Some("super") => self.meaning(path, level, search),
            Some(first) => match self.imported(first, path, level, search) {
                Meaning::Unknown => elsewhere(path, OWN),
                meaning => meaning,
            },
            None => Meaning::Unknown,
        }
    }

    /// How many scopes there are up to the module that the first `level` of them end in.
    fn module(&self, level: usize) -> usize {
        let blocks = self.0[..level].iter().rev();
        level - blocks.take_while(|scope| scope.block).count()
    }

    fn named(&self, first: &str, path: &[String], level: usize, search: Search) -> Meaning {
        match self.imported(first, path, level, search) {
            Meaning::Unknown if path.len() > 1 => of_crate(path),
            Meaning::Unknown if self.0.first().is_some_and(|file| file.macro_use) => {
                Meaning::Ours(first.to_owned())
            }
            meaning => meaning,
        }
    }

    /// What the scopes up to the nearest module say about a name: an import of it before one of everything.
    fn imported(&self, first: &str, path: &[String], level: usize, search: Search) -> Meaning {
        let start = self.module(level).saturating_sub(1);
        let scopes = self.0[start..level].iter().enumerate().rev();
        let mut perhaps = Meaning::Unknown;
        for (index, scope) in scopes {
            let level = start + index + 1;
            let named = scope.named.iter().find(|(name, target)| {
                // `use factory;` would lead to itself.
                name == first && target.as_slice() != [first]
            });
            if let Some((_, target)) = named {
                let path: Vec<_> = target.iter().chain(&path[1..]).cloned().collect();
                return self.meaning_of_import(&path, level, search);
            }
            if scope.modules.iter().any(|module| module == first) {
                return elsewhere(path, OWN);
            }
            for glob in scope.globs.iter().filter(|_| !search.in_all) {
                let path: Vec<_> = glob.iter().chain(path).cloned().collect();
                match self.meaning_of_import(&path, level, search.in_all()) {
                    Meaning::Ours(name) if OURS.contains(&name.as_str()) => {
                        return Meaning::Ours(name);
                    }
                    Meaning::Elsewhere(name, through) => {
                        perhaps = Meaning::Elsewhere(name, through);
                    }
                    _ => {}
                }
            }
        }
        perhaps
    }

    /// Imports start at a crate where nothing in the module has the name.
    fn meaning_of_import(&self, path: &[String], level: usize, search: Search) -> Meaning {
        match path.first() {
            Some(first) if CRATES.contains(&first.as_str()) => of_crate(path),
            _ => self.meaning(path, level, search),
        }
    }
}

/// How many imports may lead to one another.
const DEEPEST: usize = 16;

/// How a path was come to.
#[derive(Clone, Copy)]
struct Search {
    /// How many imports may still follow.
    left: usize,
    /// Whether it starts with what everything is imported of. Where that is, no other such import is asked: each could
    /// lead to each of them, and the ways would have no end.
    in_all: bool,
}

impl Search {
    fn new() -> Self {
        Self {
            left: DEEPEST,
            in_all: false,
        }
    }

    /// One import further, if there may be one.
    fn further(self) -> Option<Self> {
        let left = self.left.checked_sub(1)?;
        Some(Self { left, ..self })
    }

    /// In the module around, which no import in it leads back from.
    fn outwards(self) -> Self {
        Self {
            in_all: false,
            ..self
        }
    }

    fn in_all(self) -> Self {
        Self {
            in_all: true,
            ..self
        }
    }
}

/// What a path means whose first segment is a crate.
fn of_crate(path: &[String]) -> Meaning {
    match path {
        [first, .., last] if CRATES.contains(&first.as_str()) => Meaning::Ours(last.clone()),
        [first, .., _] => elsewhere(path, first),
        _ => Meaning::Unknown,
    }
}

fn elsewhere(path: &[String], through: &str) -> Meaning {
    match path.last() {
        Some(last) => Meaning::Elsewhere(last.clone(), through.to_owned()),
        None => Meaning::Unknown,
    }
}

/// The segments of a path, after an empty one if it starts with `::`.
fn segments(path: &Path) -> Vec<String> {
    let names = path.segments.iter();
    let names = names.map(|segment| segment.ident.unraw().to_string());
    let leading = path.leading_colon.map(|_| String::new());
    leading.into_iter().chain(names).collect()
}

impl Scope {
    fn add(&mut self, item: &Item) {
        match item {
            Item::Use(item) => {
                let leading = item.leading_colon.map(|_| String::new());
                self.imports(&item.tree, &leading.into_iter().collect::<Vec<_>>());
            }
            Item::ExternCrate(item) => {
                let name = item.ident.unraw().to_string();
                let macro_use = |attribute: &syn::Attribute| attribute.path().is_ident("macro_use");
                self.macro_use |=
                    CRATES.contains(&name.as_str()) && item.attrs.iter().any(macro_use);
                if let Some((_, rename)) = &item.rename
                    && name != "self"
                {
                    let path = vec![String::new(), name];
                    self.named.push((rename.unraw().to_string(), path));
                }
            }
            Item::Mod(item) => self.modules.push(item.ident.unraw().to_string()),
            Item::Struct(item) if item.attrs.iter().any(|attribute| denies(&attribute.meta)) => {
                self.denying.push(item.ident.unraw().to_string());
            }
            _ => {}
        }
    }

    fn imports(&mut self, tree: &UseTree, before: &[String]) {
        let joined = |name: &syn::Ident| {
            let mut path = before.to_vec();
            path.push(name.unraw().to_string());
            path
        };
        match tree {
            UseTree::Path(path) => self.imports(&path.tree, &joined(&path.ident)),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.imports(tree, before);
                }
            }
            UseTree::Name(name) if name.ident == "self" => {
                let last = before.last().cloned().unwrap_or_default();
                self.named.push((last, before.to_vec()));
            }
            UseTree::Name(name) => {
                let ident = name.ident.unraw().to_string();
                self.named.push((ident, joined(&name.ident)));
            }
            UseTree::Rename(rename) => {
                let path = if rename.ident == "self" {
                    before.to_vec()
                } else {
                    joined(&rename.ident)
                };
                self.named.push((rename.rename.unraw().to_string(), path));
            }
            UseTree::Glob(_) if self.globs.iter().any(|glob| glob == before) => {}
            UseTree::Glob(_) => self.globs.push(before.to_vec()),
        }
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
    let mut ignored = Violations::new();
    let arguments = GuardArguments::read(names::SSOT_COMPONENT, list.tokens.clone(), &mut ignored);
    // They are reported where the component itself is checked.
    let _ = ignored.into_vec();
    arguments.hardcoded.is_some()
}
