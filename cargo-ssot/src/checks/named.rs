//! Items of one package by their names, for checks that hold several items against one another.
//!
//! A name counts only where it is the only one of its kind in the package. What is compiled under a condition may
//! have a counterpart elsewhere, so it is left out as well.

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

/// The files of one package.
#[derive(Clone, Copy)]
pub(super) struct Package<'a> {
    subject: Subject<'a>,
    index: usize,
}

impl<'a> Package<'a> {
    /// Every package.
    pub(super) fn all(subject: Subject<'a>) -> impl Iterator<Item = Self> {
        let packages = 0..subject.workspace.packages.len();
        packages.map(move |index| Self { subject, index })
    }

    /// All facts of a kind.
    pub(super) fn facts<T: 'a>(
        self,
        of: impl Fn(&'a SourceFile) -> &'a [T],
    ) -> impl Iterator<Item = In<'a, T>> {
        let files = self.subject.files.iter().enumerate();
        let files = files.filter(move |(_, file)| file.package == self.index);
        files.flat_map(move |(id, file)| {
            of(file).iter().map(move |fact| In {
                id: FileId(id),
                file,
                fact,
            })
        })
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
        let mut files = self.subject.files.iter();
        files.any(|file| file.package == self.index && file.facts.is_incomplete)
    }

    /// Whether macros of the package hold impls, of which nothing is known.
    pub(super) fn has_impls_in_macros(self) -> bool {
        let mut files = self.subject.files.iter();
        files.any(|file| file.package == self.index && file.facts.has_impls_in_macros)
    }
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
