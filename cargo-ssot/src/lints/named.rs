//! Items of one package by their names, for checks that hold several items against one another.
//!
//! A name counts only where it is the only one of its kind. What is compiled under a condition may have a counterpart
//! elsewhere, so it is left out as well.

use std::collections::{HashMap, HashSet};

use crate::facts::{Bytes, Condition, Factory, Impl, Surroundings, Trait, Type};
use crate::finding::{FileId, Place};
use crate::source::SourceFile;
use crate::workspace::TargetKind;

use super::context::Subject;

/// Something in a file.
pub(super) struct In<'a, T> {
    pub(super) id: FileId,
    pub(super) file: &'a SourceFile,
    pub(super) fact: &'a T,
}

impl<T> Clone for In<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for In<'_, T> {}

impl<T> In<'_, T> {
    /// Some bytes of the same file.
    pub(super) fn place(&self, bytes: Bytes) -> Place {
        Place {
            file: self.id,
            range: bytes.range(),
        }
    }
}

type ByName<'a, T> = HashMap<&'a str, Vec<In<'a, T>>>;

/// The files of one package. A target that is one file, as most tests and examples are, counts as a package of its
/// own: it has names of its own.
#[derive(Default)]
pub(super) struct Package<'a> {
    files: Vec<(FileId, &'a SourceFile)>,
    types: ByName<'a, Type>,
    traits: ByName<'a, Trait>,
    factories: ByName<'a, Factory>,
    /// By the name of the interface.
    impls: ByName<'a, Impl>,
    /// By the name of the type.
    impls_of: ByName<'a, Impl>,
    modules: HashSet<&'a str>,
    /// The names that imports give, and those that they take away.
    renamed: HashSet<&'a str>,
}

impl<'a> Package<'a> {
    /// Every package.
    pub(super) fn all(subject: Subject<'a>) -> Vec<Self> {
        let mut shared: Vec<_> = subject
            .workspace
            .packages
            .iter()
            .map(|_| Vec::new())
            .collect();
        let mut all = Vec::new();
        for (id, file) in subject.files.iter().enumerate() {
            if file.kind == TargetKind::Loose {
                continue;
            }
            if is_alone(subject, file) {
                all.push(Self::of(vec![(FileId(id), file)]));
            } else {
                shared[file.package].push((FileId(id), file));
            }
        }
        all.extend(shared.into_iter().map(Self::of));
        all
    }

    fn of(files: Vec<(FileId, &'a SourceFile)>) -> Self {
        let mut package = Self {
            files,
            ..Self::default()
        };
        // An alias at an old path has the name of what it stands for.
        let types = package.facts(|file| &file.facts.types);
        package.types = by_name(types.filter(|found| !found.fact.moved), |found| &found.name);
        package.traits = by_name(package.facts(|file| &file.facts.traits), |found| {
            &found.name
        });
        let factories = package.facts(|file| &file.facts.factories);
        package.factories = by_name(factories, |found| last(&found.of));
        let impls = package.facts(|file| &file.facts.impls);
        package.impls_of = by_name(impls, |found| last(&found.of));
        let impls = package.facts(|file| &file.facts.impls);
        let of_interfaces = impls.filter(|found| found.fact.interface.is_some());
        package.impls = by_name(of_interfaces, |found| {
            last(found.interface.as_deref().unwrap_or_default())
        });
        for (_, file) in &package.files {
            let inline = file.facts.modules.iter().map(|module| &module.name);
            let declared = file.facts.declared_modules.iter();
            let names = inline.chain(declared.map(|module| &module.name));
            package.modules.extend(names.map(String::as_str));
            for import in &file.facts.imports {
                let (path, name) = (last(&import.path), import.name.as_str());
                if path != name && name != "*" {
                    package.renamed.extend([path, name]);
                }
            }
        }
        package
    }

    /// All facts of a kind.
    pub(super) fn facts<T: 'a>(
        &self,
        of: impl Fn(&'a SourceFile) -> &'a [T],
    ) -> impl Iterator<Item = In<'a, T>> {
        self.files.iter().flat_map(move |(id, file)| {
            of(file).iter().map(|fact| In {
                id: *id,
                file,
                fact,
            })
        })
    }

    /// The type of this name, if there is one only.
    pub(super) fn only_type(&self, name: &str) -> Option<In<'a, Type>> {
        only(&self.types, name)
    }

    /// The trait of this name, if there is one only.
    pub(super) fn only_trait(&self, name: &str) -> Option<In<'a, Trait>> {
        only(&self.traits, name)
    }

    /// Whether there is a trait of this name.
    pub(super) fn has_trait(&self, name: &str) -> bool {
        self.traits.contains_key(name)
    }

    /// The `#[factory]` impls of types of this name.
    pub(super) fn factories(&self, name: &str) -> &[In<'a, Factory>] {
        self.factories.get(name).map_or(&[], Vec::as_slice)
    }

    /// The impls of interfaces of this name.
    pub(super) fn impls(&self, interface: &str) -> &[In<'a, Impl>] {
        self.impls.get(interface).map_or(&[], Vec::as_slice)
    }

    /// The impls of types of this name.
    pub(super) fn impls_of(&self, name: &str) -> &[In<'a, Impl>] {
        self.impls_of.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether an import gives something of this name another one, or gives it this one.
    pub(super) fn is_renamed(&self, name: &str) -> bool {
        self.renamed.contains(name)
    }

    /// Whether a path in a file leads to something of the package, as far as imports and names of modules tell.
    pub(super) fn has(&self, file: &SourceFile, path: &str) -> bool {
        let (first, rest) = path.split_once("::").unwrap_or((path, ""));
        let starts_here = |first: &str| {
            ["crate", "self", "super"].contains(&first) || self.modules.contains(first)
        };
        let mut imports = file.facts.imports.iter();
        match imports.find(|import| import.name == first && import.path != first) {
            Some(import) => starts_here(import.path.split("::").next().unwrap_or_default()),
            None => rest.is_empty() || starts_here(first),
        }
    }

    /// Whether there may be more in the package than its facts say: files that do not parse.
    pub(super) fn is_incomplete(&self) -> bool {
        let mut files = self
            .files
            .iter()
            .filter(|(_, file)| file.kind != TargetKind::Loose);
        files.any(|(_, file)| file.facts.is_incomplete)
    }

    /// Whether macros of the package hold impls, of which nothing is known.
    pub(super) fn has_impls_in_macros(&self) -> bool {
        let mut files = self.files.iter();
        files.any(|(_, file)| file.facts.has_impls_in_macros)
    }
}

fn by_name<'a, T>(
    facts: impl Iterator<Item = In<'a, T>>,
    name: impl Fn(&'a T) -> &'a str,
) -> ByName<'a, T> {
    let mut named = ByName::new();
    for found in facts {
        named.entry(name(found.fact)).or_default().push(found);
    }
    named
}

fn only<'a, T>(named: &ByName<'a, T>, name: &str) -> Option<In<'a, T>> {
    match named.get(name)?.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Whether a file is all of a target.
fn is_alone(subject: Subject<'_>, file: &SourceFile) -> bool {
    let mut targets = subject.workspace.packages[file.package].targets.iter();
    file.facts.declared_modules.is_empty() && targets.any(|target| target.root == file.path)
}

/// The last segment of a path.
pub(super) fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// Whether something with this condition of its own is compiled in some builds only.
pub(super) fn is_conditional(file: &SourceFile, at: Surroundings, own: &Condition) -> bool {
    let modules = &file.facts.modules;
    let mut module = modules.get(at.module);
    let mut around = std::iter::from_fn(|| {
        let this = module?;
        module = this.parent.and_then(|parent| modules.get(parent));
        Some(this)
    });
    !own.is_always() || around.any(|module| !module.condition.is_always())
}
