//! The input and the output of lints.

use std::collections::HashMap;

use super::components::ComponentIndex;
use crate::finding::{FileId, Place};
use crate::index::{Bytes, Facts, Guard, ItemPath, ItemPathBuf, Location, Trait, Type};
use crate::resolve::{Crates, DefinitionId, Item, ModuleId, Namespace, Resolution};
use crate::settings::Settings;
use crate::syntax::SourceFile;
use crate::workspace::{TargetKind, Workspace};

#[derive(Clone, Copy)]
pub(crate) struct CheckContext<'a> {
    pub(crate) workspace: &'a Workspace,
    pub(crate) settings: &'a Settings,
    pub(crate) files: &'a [SourceFile],
    pub(crate) crates: &'a Crates,
    pub(crate) components: &'a ComponentIndex,
}

/// A fact with the file that it was read from.
pub(super) struct InFile<'a, T> {
    pub(super) file: FileId,
    pub(super) index: usize,
    pub(super) source: &'a SourceFile,
    pub(super) fact: &'a T,
}

impl<T> Clone for InFile<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for InFile<'_, T> {}

impl<T> InFile<'_, T> {
    pub(super) fn place(&self, bytes: Bytes) -> Place {
        bytes.in_file(self.file)
    }
}

#[derive(Clone, Copy)]
pub(super) struct Guarded<'a> {
    pub(super) id: DefinitionId,
    pub(super) ty: &'a Type,
    pub(super) guard: &'a Guard,
    file: FileId,
}

impl Guarded<'_> {
    pub(super) fn place(&self, bytes: Bytes) -> Place {
        bytes.in_file(self.file)
    }
}

/// What of a crate is not known.
#[derive(Clone, Copy, Default)]
pub(super) struct Gaps {
    pub(super) incomplete: bool,
    pub(super) impls_in_macros: bool,
}

impl<'a> CheckContext<'a> {
    /// All facts of a kind in files that a target may hold. The others may be wrong on purpose, as cases of tests are.
    pub(super) fn facts<T: 'a>(
        self,
        of: impl Fn(&'a Facts) -> &'a [T],
    ) -> impl Iterator<Item = InFile<'a, T>> {
        let facts = self.all_facts(of);
        facts.filter(|found| found.source.kind != TargetKind::Loose)
    }

    /// All facts of a kind.
    pub(super) fn all_facts<T: 'a>(
        self,
        of: impl Fn(&'a Facts) -> &'a [T],
    ) -> impl Iterator<Item = InFile<'a, T>> {
        self.numbered_files().flat_map(move |(file, source)| {
            let facts = of(&source.facts).iter().enumerate();
            facts.map(move |(index, fact)| InFile {
                file,
                index,
                source,
                fact,
            })
        })
    }

    pub(crate) fn module(self, file: FileId, at: Location) -> ModuleId {
        self.crates.module(file, at.module())
    }

    pub(super) fn guarded(self) -> impl Iterator<Item = Guarded<'a>> {
        self.types().filter_map(move |(id, ty)| {
            let file = self.crates[id].file;
            let loose = self.files[file.0].kind == TargetKind::Loose;
            Some(Guarded {
                id,
                ty,
                guard: ty.guard.as_ref().filter(|_| !loose)?,
                file,
            })
        })
    }

    /// The type that a path leads to, or what an alias there stands for.
    pub(crate) fn type_at(self, module: ModuleId, path: ItemPath<'_>) -> Option<DefinitionId> {
        let of = self.crates.resolve_type(module, path)?;
        Some(self.behind_alias(of))
    }

    pub(crate) fn types(self) -> impl Iterator<Item = (DefinitionId, &'a Type)> {
        self.crates.types(self.files)
    }

    /// Whether a name stands for a module or a type. Code can use a trait without its name, so an import of one is never
    /// known to be unused.
    pub(crate) fn is_module_or_type(self, module: ModuleId, name: &str) -> bool {
        let name = ItemPath::new(name);
        match self.crates.resolve_whole(module, name, Namespace::Types) {
            Some(Resolution::Module(_)) => true,
            Some(Resolution::Definition(of)) => matches!(self.crates[of].item, Item::Type(_)),
            None => false,
        }
    }

    /// The facts of a type, if the definition is one.
    pub(crate) fn type_of(self, id: DefinitionId) -> Option<&'a Type> {
        self.crates.type_of(self.files, id)
    }

    /// The facts of a trait, if the definition is one.
    pub(crate) fn trait_of(self, id: DefinitionId) -> Option<&'a Trait> {
        let definition = &self.crates[id];
        match definition.item {
            Item::Trait(index) => Some(&self.files[definition.file.0].facts.traits[index]),
            _ => None,
        }
    }

    /// The type whose impl something stands in.
    pub(crate) fn type_around(self, file: FileId, at: Location) -> Option<DefinitionId> {
        self.components.of_impl(file, at.within_impl()?)
    }

    /// Whether something is part of what users get, and not compiled for tests only.
    pub(crate) fn is_production(self, file: FileId, at: Location) -> bool {
        self.files[file.0].kind.is_production() && !self.crates.is_test(file, at)
    }

    pub(crate) fn place_of(self, id: DefinitionId) -> Place {
        let definition = &self.crates[id];
        let facts = &self.files[definition.file.0].facts;
        let bytes = match definition.item {
            Item::Type(index) | Item::Factory(index) => facts.types[index].place,
            Item::Trait(index) => facts.traits[index].place,
            Item::Function(index) => facts.functions[index].place,
            Item::Static(index) => facts.statics[index].place,
            Item::Composition(index) => facts.compositions[index].place,
        };
        bytes.in_file(definition.file)
    }

    /// What an alias stands for, the type that it names first, or the type itself.
    pub(crate) fn behind_alias(self, id: DefinitionId) -> DefinitionId {
        ComponentIndex::behind_alias(self.files, self.crates, id)
    }

    /// What a path leads to, with `Self` read as the type of the impl around, and what follows behind the type.
    pub(crate) fn resolve_type_path(
        self,
        file: FileId,
        at: Location,
        path: ItemPath<'_>,
    ) -> Option<(DefinitionId, Option<&str>)> {
        self.components
            .resolve_type_path(self.crates, file, at, path)
    }

    pub(crate) fn numbered_files(self) -> impl Iterator<Item = (FileId, &'a SourceFile)> {
        let files = self.files.iter().enumerate();
        files.map(|(index, file)| (FileId(index), file))
    }

    /// Whether two paths, each with the module that it stands in, lead to the same type, also outside of the workspace.
    pub(crate) fn is_same(
        self,
        one: (ModuleId, ItemPath<'_>),
        other: (ModuleId, ItemPath<'_>),
    ) -> bool {
        match (self.type_at(one.0, one.1), self.type_at(other.0, other.1)) {
            (Some(one), Some(other)) => one == other,
            (None, None) => {
                let known = self.crates.external(one.0, one.1);
                let others = self.crates.external(other.0, other.1);
                others.iter().any(|path| known.contains(path))
            }
            _ => false,
        }
    }

    /// Whether a path leads out of the workspace to one of these, each from the name of its crate on or in the prelude.
    pub(super) fn is_foreign(self, module: ModuleId, path: ItemPath<'_>, known: &[&str]) -> bool {
        let found = self.crates.external(module, path);
        let mut found = found.iter().map(ItemPathBuf::as_path);
        // What the workspace defines hides what the prelude has.
        let hidden =
            |path: ItemPath<'_>| path.is_name() && self.crates.resolve_type(module, path).is_some();
        found.any(|path| known.contains(&path.as_str()) && !hidden(path))
    }

    /// What is not known of each crate, by its root.
    pub(super) fn gaps(self) -> HashMap<ModuleId, Gaps> {
        let mut gaps: HashMap<_, Gaps> = HashMap::new();
        for (id, file) in self.numbered_files() {
            let root = self.root(self.crates.module(id, 0));
            let known = gaps.entry(root).or_default();
            known.incomplete |= file.facts.is_incomplete;
            known.impls_in_macros |= file.facts.has_impls_in_macros;
        }
        gaps
    }

    pub(super) fn root(self, module: ModuleId) -> ModuleId {
        self.crates.crate_of(module).root
    }
}

/// Everything of a list that stands together with something before it, each with the first such thing.
pub(super) fn met_earlier<T>(
    all: &[T],
    together: impl Fn(&T, &T) -> bool,
) -> impl Iterator<Item = (&T, &T)> {
    all.iter().enumerate().filter_map(move |(position, one)| {
        let mut earlier = all[..position].iter();
        Some((one, earlier.find(|other| together(one, other))?))
    })
}
