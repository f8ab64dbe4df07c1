//! Items of one package by their names, for checks that hold several items against one another.
//!
//! A name counts only where it is the only one of its kind. What is compiled under a condition may have a counterpart
//! elsewhere, so it is left out as well.

use crate::facts::{Bytes, Surroundings, Type};
use crate::finding::{FileId, Place};
use crate::source::SourceFile;

use super::Subject;

/// Something in a file.
#[derive(Clone, Copy)]
pub(super) struct In<'a, T> {
    pub(super) id: FileId,
    pub(super) file: &'a SourceFile,
    pub(super) fact: &'a T,
}

impl<T> In<'_, T> {
    /// Some bytes of the same file.
    pub(super) fn place(&self, bytes: Bytes) -> Place {
        Place {
            file: self.id,
            range: bytes.range(),
        }
    }
}

/// The files of one package. A target that is one file, as most tests and examples are, counts as a package of its
/// own: it has names of its own.
#[derive(Clone, Copy)]
pub(super) struct Package<'a> {
    subject: Subject<'a>,
    index: usize,
    /// The file of the target, if it is one that has no others.
    alone: Option<usize>,
}

impl<'a> Package<'a> {
    /// Every package.
    pub(super) fn all(subject: Subject<'a>) -> impl Iterator<Item = Self> {
        let packages = 0..subject.workspace.packages.len();
        let shared = packages.map(move |index| Self {
            subject,
            index,
            alone: None,
        });
        let files = subject.files.iter().enumerate();
        let alone = files.filter(move |(_, file)| is_alone(subject, file));
        shared.chain(alone.map(move |(id, file)| Self {
            subject,
            index: file.package,
            alone: Some(id),
        }))
    }

    fn files(self) -> impl Iterator<Item = (FileId, &'a SourceFile)> {
        let files = self.subject.files.iter().enumerate();
        let files = files.filter(move |(id, file)| match self.alone {
            Some(alone) => *id == alone,
            None => file.package == self.index && !is_alone(self.subject, file),
        });
        files.map(|(id, file)| (FileId(id), file))
    }

    /// All facts of a kind.
    pub(super) fn facts<T: 'a>(
        self,
        of: impl Fn(&'a SourceFile) -> &'a [T],
    ) -> impl Iterator<Item = In<'a, T>> {
        self.files()
            .flat_map(move |(id, file)| of(file).iter().map(move |fact| In { id, file, fact }))
    }

    /// Whether a path in a file leads to something of the package, as far as imports and names of modules tell.
    pub(super) fn has(self, file: &SourceFile, path: &str) -> bool {
        let (first, rest) = path.split_once("::").unwrap_or((path, ""));
        let starts_here = |first: &str| {
            let modules = |(_, file): (FileId, &'a SourceFile)| {
                let inline = file.facts.modules.iter().map(|module| &module.name);
                let others = file
                    .facts
                    .declared_modules
                    .iter()
                    .map(|module| &module.name);
                inline.chain(others).any(|name| name == first)
            };
            ["crate", "self", "super"].contains(&first) || self.files().any(modules)
        };
        let mut imports = file.facts.imports.iter();
        match imports.find(|import| import.name == first && import.path != first) {
            Some(import) => starts_here(import.path.split("::").next().unwrap_or_default()),
            None => rest.is_empty() || starts_here(first),
        }
    }

    /// The type of this name, if there is one only.
    pub(super) fn only_type(self, name: &str) -> Option<In<'a, Type>> {
        // An alias at an old path has the name of what it stands for.
        let named = |found: &In<'_, Type>| found.fact.name == name && !found.fact.moved;
        let mut types = self.facts(|file| &file.facts.types).filter(named);
        let only = types.next()?;
        types.next().is_none().then_some(only)
    }

    /// Whether there may be more in the package than its facts say: files that do not parse.
    pub(super) fn is_incomplete(self) -> bool {
        self.files().any(|(_, file)| file.facts.is_incomplete)
    }

    /// Whether macros of the package hold impls, of which nothing is known.
    pub(super) fn has_impls_in_macros(self) -> bool {
        self.files().any(|(_, file)| file.facts.has_impls_in_macros)
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
pub(super) fn is_conditional(file: &SourceFile, at: Surroundings, own: &str) -> bool {
    let modules = &file.facts.modules;
    let mut module = modules.get(at.module);
    let mut around = std::iter::from_fn(|| {
        let this = module?;
        module = this.parent.and_then(|parent| modules.get(parent));
        Some(this)
    });
    !own.is_empty() || around.any(|module| !module.condition.is_empty())
}
