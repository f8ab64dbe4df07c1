//! The crates of a workspace: their modules, and what a path in one of them means.
//!
//! Nothing is built, so macros are not expanded and conditions are not decided: what any condition could bring about is
//! there.

mod bindings;
mod build;
mod external;
mod files;
mod names;
mod naming;
mod paths;

pub(crate) use naming::InScope;
pub use paths::Namespace;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

use bindings::{Bindings, Bound, Use};

use crate::finding::{FileId, Place};
use crate::index::{
    Bytes, Condition, InternedPath, ItemPath, ItemPathBuf, Location, Name, Type, Visibility,
};
use crate::syntax::SourceFile;
use crate::workspace::TargetKind;

/// Positions, of which there are so many that half of the bytes of a word count.
macro_rules! positions {
    ($($name:ident)*) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            #[expect(clippy::cast_possible_truncation, reason = "no workspace has as many")]
            const fn new(position: usize) -> Self {
                Self(position as u32)
            }

            const fn at(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}
positions!(CrateId ModuleId DefinitionId);

#[derive(Debug, Default)]
pub struct Crates {
    all: Vec<Crate>,
    modules: Vec<Module>,
    definitions: Vec<Definition>,
    /// For each file, its modules as they are numbered there.
    of_file: Vec<Vec<ModuleId>>,
    /// For each file that is read again, as a module of another crate or by another path, the modules that it is then.
    again: BTreeMap<FileId, Vec<ModuleId>>,
    /// Files that are there and were not read, each with the file that declares it as its module.
    absent: Vec<(PathBuf, FileId)>,
    of_item: HashMap<(FileId, Item), DefinitionId>,
    /// The types that share their paths with others.
    twins: HashSet<DefinitionId>,
}

/// What is built as one.
#[derive(Debug)]
pub struct Crate {
    /// Its name in code.
    pub name: String,
    pub package: usize,
    pub kind: TargetKind,
    pub root: ModuleId,
    /// The other crates of the workspace, by the name that it calls them.
    externs: BTreeMap<String, CrateId>,
    /// The crates whose macros need no import.
    macro_crates: Vec<Name>,
}

/// A module of a crate, or a block with items of its own.
#[derive(Debug)]
struct Module {
    of: CrateId,
    parent: Option<ModuleId>,
    /// From the name of the crate on. A block has that of the module around it.
    path: InternedPath,
    block: bool,
    test: bool,
    visibility: Visibility,
    /// The predicates under which it is compiled, those of its parents too.
    condition: Condition,
    bindings: Bindings,
    /// By the names they get, sorted.
    imports: Vec<(Name, Use)>,
    /// `use path::*`
    globs: Vec<Use>,
}

/// What kind of item it is, and where its facts are in those of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    Type(usize),
    Trait(usize),
    Function(usize),
    Static(usize),
    /// The factory of a guarded type, which a macro generates beside it, in [`Facts::types`](crate::index::Facts::types).
    Factory(usize),
    /// The application of a `composition!`, in [`Facts::compositions`](crate::index::Facts::compositions).
    Composition(usize),
}

#[derive(Clone, Debug)]
pub struct Definition {
    pub name: Name,
    pub file: FileId,
    pub item: Item,
    pub module: ModuleId,
    pub visibility: Visibility,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    Module(ModuleId),
    Definition(DefinitionId),
}

impl Crates {
    /// Files of modules that are there and were not read, because git ignores them or they stand elsewhere; each with the
    /// file that declares it.
    pub fn absent(&self) -> &[(PathBuf, FileId)] {
        &self.absent
    }

    /// The module of a place, from the name of its crate on.
    pub fn module_of(&self, files: &[SourceFile], place: &Place) -> ItemPath<'static> {
        self.path_of(self.module_around(files, place))
    }

    /// Whether the module of a place is compiled for tests only.
    pub fn is_test_place(&self, files: &[SourceFile], place: &Place) -> bool {
        self.modules[self.module_around(files, place).at()].test
    }

    /// The innermost module of a place, or the block with items of its own.
    pub(crate) fn module_around(&self, files: &[SourceFile], place: &Place) -> ModuleId {
        let modules = &files[place.file.0].facts.modules;
        let holds = |bytes: Bytes| bytes.range().contains(&place.range.start);
        // Modules stand in the order in which they start, so the last one that holds the place is the innermost.
        let inner = modules.iter().rposition(|module| holds(module.place));
        self.module(place.file, inner.unwrap_or_default())
    }

    pub fn module(&self, file: FileId, index: usize) -> ModuleId {
        self.of_file[file.0][index]
    }

    /// The other modules that the one with this number in a file is, because several crates or modules have the file.
    pub(crate) fn other_modules(&self, file: FileId, index: usize) -> Vec<ModuleId> {
        let firsts = self.again.get(&file).into_iter().flatten();
        firsts
            .map(|first| ModuleId::new(first.at() + index))
            .collect()
    }

    /// Where the text of a module stands: its file, and its position among the modules of that one.
    pub fn text_of(&self, module: ModuleId) -> Option<(FileId, usize)> {
        let files = self.of_file.iter().enumerate();
        let mut found = files.filter_map(|(file, modules)| {
            let index = modules.iter().position(|of| *of == module)?;
            Some((FileId(file), index))
        });
        found.next()
    }

    /// Whether code of a module can name another crate of the workspace that is called so there.
    pub fn knows(&self, module: ModuleId, name: &str) -> bool {
        let mut others = self.crate_of(module).externs.values();
        others.any(|other| self.all[other.at()].name == name)
    }

    /// The path of a module, from the name of its crate on.
    pub fn path_of(&self, module: ModuleId) -> ItemPath<'static> {
        *self.modules[module.at()].path
    }

    /// The path at which an item is defined, from the name of its crate on.
    pub fn defined_at(&self, definition: DefinitionId) -> ItemPathBuf {
        let definition = &self[definition];
        self.path_of(definition.module).join(definition.name)
    }

    pub fn crate_of(&self, module: ModuleId) -> &Crate {
        &self.all[self.modules[module.at()].of.at()]
    }

    pub fn is_test(&self, file: FileId, at: Location) -> bool {
        at.test || self.modules[self.module(file, at.module()).at()].test
    }

    /// The condition under which something with one of its own is compiled in a module.
    pub fn condition(&self, module: ModuleId, own: &Condition) -> Condition {
        self.modules[module.at()].condition.and(own)
    }

    /// The condition under which a module is compiled.
    pub(crate) fn condition_of(&self, module: ModuleId) -> &Condition {
        &self.modules[module.at()].condition
    }

    /// Whether two modules are in one crate, or in crates of which one can be linked to the other, or a third one to both.
    pub(crate) fn can_be_linked(&self, one: ModuleId, other: ModuleId) -> bool {
        let (one, other) = (self.crate_of(one).root, self.crate_of(other).root);
        let holds_both = |of: &Crate| {
            let reached = self.reached(of);
            reached.contains(&one) && reached.contains(&other)
        };
        one == other || self.all.iter().any(holds_both)
    }

    /// The outermost modules of a crate and of all that it depends on.
    fn reached(&self, of: &Crate) -> BTreeSet<ModuleId> {
        let mut reached = BTreeSet::new();
        let mut left = vec![of];
        while let Some(of) = left.pop() {
            if reached.insert(of.root) {
                left.extend(of.externs.values().map(|other| &self.all[other.at()]));
            }
        }
        reached
    }

    /// Whether one module is the other or stands in it.
    pub fn is_within(&self, mut module: ModuleId, outer: ModuleId) -> bool {
        while module != outer {
            match self.modules[module.at()].parent {
                Some(parent) => module = parent,
                None => return false,
            }
        }
        true
    }

    /// What imports a name in a module.
    fn imported(&self, module: ModuleId, name: &str) -> impl Iterator<Item = &Use> {
        let all = &self.modules[module.at()].imports;
        let first = all.partition_point(|(known, _)| **known < *name);
        let own = all[first..]
            .iter()
            .take_while(move |(known, _)| **known == *name);
        own.map(|(_, import)| import)
    }

    /// A module, and around it, as long as it is a block, the next ones: where names are looked up.
    fn scopes(&self, module: ModuleId) -> impl Iterator<Item = ModuleId> {
        let around = |module: &ModuleId| {
            let node = &self.modules[module.at()];
            node.parent.filter(|_| node.block)
        };
        std::iter::successors(Some(module), around)
    }

    /// What the name of a type or a module stands for in a module.
    fn bound(&self, module: ModuleId, name: &str) -> Option<Bound> {
        self.modules[module.at()].bindings.get(name)?.types
    }

    /// Whether a module stands in a block.
    pub fn is_local(&self, module: ModuleId) -> bool {
        let node = &self.modules[module.at()];
        node.block || node.parent.is_some_and(|parent| self.is_local(parent))
    }

    /// The module itself, or the one around the blocks that it is.
    pub fn named_module(&self, module: ModuleId) -> ModuleId {
        self.scopes(module).last().unwrap_or(module)
    }

    pub fn definitions(&self) -> impl Iterator<Item = (DefinitionId, &Definition)> {
        let definitions = self.definitions.iter().enumerate();
        definitions.map(|(index, definition)| (DefinitionId::new(index), definition))
    }

    /// The definition of an item of a file. `None` for a function of an impl, which only its type leads to.
    pub fn definition(&self, file: FileId, item: Item) -> Option<DefinitionId> {
        self.of_item.get(&(file, item)).copied()
    }

    /// Whether another type is defined at the same path: they are there under conditions, and a path means one of them.
    pub fn has_twin(&self, id: DefinitionId) -> bool {
        self.twins.contains(&id)
    }

    pub(crate) fn types<'a>(
        &'a self,
        files: &'a [SourceFile],
    ) -> impl Iterator<Item = (DefinitionId, &'a Type)> {
        self.definitions()
            .filter_map(|(id, _)| Some((id, self.type_of(files, id)?)))
    }

    /// The facts of a type, if the definition is one.
    pub fn type_of<'a>(
        &self,
        files: &'a [SourceFile],
        definition: DefinitionId,
    ) -> Option<&'a Type> {
        let definition = &self[definition];
        match definition.item {
            Item::Type(index) => Some(&files[definition.file.0].facts.types[index]),
            _ => None,
        }
    }
}

impl core::ops::Index<DefinitionId> for Crates {
    type Output = Definition;

    fn index(&self, definition: DefinitionId) -> &Definition {
        &self.definitions[definition.at()]
    }
}
