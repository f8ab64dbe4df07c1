//! Which types are components: those that say so, and those that `ssot.toml` names.

use std::collections::{BTreeMap, HashMap, HashSet};

use ssot_rules::arguments::Enforcement;

use super::accessors::hands_out;
use crate::finding::FileId;
use crate::index::{Facts, Function, Guard, ItemPath, Location, Type, TypeKind};
use crate::resolve::{Crates, DefinitionId, ModuleId, Namespace, Resolution};
use crate::settings::Settings;
use crate::syntax::SourceFile;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ComponentKind {
    Annotated,
    Configured,
}

#[derive(Debug)]
pub(crate) struct ComponentIndex {
    kinds: BTreeMap<DefinitionId, ComponentKind>,
    /// The methods of each type: the impl's position and the function's.
    functions: HashMap<DefinitionId, Vec<(FileId, usize)>>,
    /// Those of them that make an instance of the type, or hand out one.
    makers: HashMap<DefinitionId, Vec<(FileId, usize)>>,
    /// The traits that each type implements, if they are of the workspace, with the impl.
    implementations: HashMap<DefinitionId, Vec<(DefinitionId, FileId, usize)>>,
    impls_of: HashMap<DefinitionId, Vec<(FileId, usize)>>,
    of_impl: HashMap<(FileId, usize), DefinitionId>,
    /// The functions that hand out an instance of their type that is there already.
    accessors: HashSet<(FileId, usize)>,
}

impl ComponentIndex {
    pub(crate) fn build(settings: &Settings, files: &[SourceFile], crates: &Crates) -> Self {
        let mut components = Self {
            kinds: BTreeMap::new(),
            functions: HashMap::new(),
            makers: HashMap::new(),
            implementations: HashMap::new(),
            impls_of: HashMap::new(),
            of_impl: HashMap::new(),
            accessors: HashSet::new(),
        };
        for (index, file) in files.iter().enumerate() {
            components.impls(FileId(index), &file.facts, crates);
        }
        for (index, file) in files.iter().enumerate() {
            components.functions(FileId(index), &file.facts);
        }
        let makers = components.functions.iter().filter_map(|(of, functions)| {
            let makers = functions.iter().copied();
            let makers = makers.filter(|function| components.makes(files, crates, *of, *function));
            let makers: Vec<_> = makers.collect();
            (!makers.is_empty()).then_some((*of, makers))
        });
        components.makers = makers.collect();
        for (of, functions) in &components.functions {
            let functions = functions.iter().copied();
            let accessors = functions
                .filter(|(file, position)| hands_out(files, crates, *file, *position, *of));
            components.accessors.extend(accessors);
        }
        for (id, ty) in crates.types(files) {
            let kind = if ty.guard.is_some() {
                Some(ComponentKind::Annotated)
            } else {
                let names = ty.kind != TypeKind::Alias
                    && settings.names_component(&ty.name, || crates.defined_at(id));
                names.then_some(ComponentKind::Configured)
            };
            if let Some(kind) = kind {
                components.kinds.insert(id, kind);
            }
        }
        components
    }

    fn impls(&mut self, file: FileId, facts: &Facts, crates: &Crates) {
        for (index, block) in facts.impls.iter().enumerate() {
            let module = crates.module(file, block.at.module());
            let interface = block.interface.as_ref();
            let interface = interface.and_then(|path| crates.resolve_type(module, **path));
            if let Some(interface) = interface {
                let impls = self.impls_of.entry(interface).or_default();
                impls.push((file, index));
            }
            let Some(of) = crates.resolve_type(module, *block.of) else {
                continue;
            };
            self.of_impl.insert((file, index), of);
            if let Some(interface) = interface {
                self.implementations
                    .entry(of)
                    .or_default()
                    .push((interface, file, index));
            }
        }
    }

    fn functions(&mut self, file: FileId, facts: &Facts) {
        for (index, function) in facts.functions.iter().enumerate() {
            let Some(within) = function.at.within_impl() else {
                continue;
            };
            // A function in a function of the impl is none of the type's.
            if function.at.function() != facts.impls[within].at.function() {
                continue;
            }
            if let Some(of) = self.of_impl.get(&(file, within)) {
                self.functions.entry(*of).or_default().push((file, index));
            }
        }
    }

    /// What an alias stands for, the type that it names first, or the type itself.
    pub(super) fn behind_alias(
        files: &[SourceFile],
        crates: &Crates,
        id: DefinitionId,
    ) -> DefinitionId {
        let target = crates.type_of(files, id).and_then(Type::alias_target);
        target
            .and_then(|target| crates.resolve_type(crates[id].module, target.path()?))
            .unwrap_or(id)
    }

    /// Functions of the type's own that take no `self` and return a new one, perhaps in a `Result` or an `Arc`.
    pub(crate) fn constructors<'a>(
        &'a self,
        files: &'a [SourceFile],
        id: DefinitionId,
    ) -> impl Iterator<Item = &'a Function> {
        let makers = self.makers.get(&id).into_iter().flatten();
        makers
            .filter(|function| !self.accessors.contains(function))
            .map(|(file, index)| &files[file.0].facts.functions[*index])
    }

    /// Whether a function of a type's own is one of its constructors.
    pub(crate) fn is_constructor(&self, id: DefinitionId, position: (FileId, usize)) -> bool {
        let makers = self.makers.get(&id);
        !self.accessors.contains(&position)
            && makers.is_some_and(|makers| makers.contains(&position))
    }

    /// Whether a function of a type's own returns it, a new one or one that is there already.
    pub(crate) fn is_made(&self, id: DefinitionId) -> bool {
        self.makers.contains_key(&id)
    }

    /// Whether a function of a type's own takes no `self` and returns the type.
    fn makes(
        &self,
        files: &[SourceFile],
        crates: &Crates,
        of: DefinitionId,
        (file, index): (FileId, usize),
    ) -> bool {
        let facts = &files[file.0].facts;
        let function = &facts.functions[index];
        let is_own = facts
            .impl_around(function.at)
            .is_some_and(|block| block.interface.is_none());
        is_own
            && !function.is_method()
            && function.returned_values.iter().any(|path| {
                let made = self.resolve_type_path(crates, file, function.at, **path);
                made.is_some_and(|(made, behind)| {
                    let made = Self::behind_alias(files, crates, made);
                    behind.is_none() && made == of
                })
            })
    }

    pub(crate) fn has_methods(&self, files: &[SourceFile], id: DefinitionId) -> bool {
        let mut functions = self.functions.get(&id).into_iter().flatten();
        functions.any(|(file, index)| files[file.0].facts.functions[*index].is_method())
    }

    /// The functions of all impls of a type, those of traits too.
    pub(crate) fn all_functions<'a>(
        &'a self,
        files: &'a [SourceFile],
        id: DefinitionId,
    ) -> impl Iterator<Item = &'a Function> {
        let functions = self.functions.get(&id).into_iter().flatten();
        functions.map(|(file, index)| &files[file.0].facts.functions[*index])
    }

    pub(crate) fn own_functions<'a>(
        &'a self,
        files: &'a [SourceFile],
        id: DefinitionId,
    ) -> impl Iterator<Item = (FileId, &'a Function)> {
        let functions = self.functions.get(&id).into_iter().flatten();
        functions.filter_map(|(file, index)| {
            let facts = &files[file.0].facts;
            let function = &facts.functions[*index];
            let block = &facts.impls[function.at.within_impl()?];
            block.interface.is_none().then_some((*file, function))
        })
    }

    /// The functions in the `#[factory]` impls of a type.
    pub(crate) fn factory_functions<'a>(
        &'a self,
        files: &'a [SourceFile],
        id: DefinitionId,
    ) -> impl Iterator<Item = (FileId, &'a Function)> {
        self.own_functions(files, id).filter(|(file, function)| {
            let block = files[file.0].facts.impl_around(function.at);
            block.is_some_and(|block| block.factory.is_some())
        })
    }

    pub(crate) fn functions_in(
        files: &[SourceFile],
        file: FileId,
        block: usize,
    ) -> impl Iterator<Item = &Function> {
        let facts = &files[file.0].facts;
        let around = facts.impls[block].at.function();
        let functions = facts.functions.iter();
        functions.filter(move |function| {
            function.at.within_impl() == Some(block) && function.at.function() == around
        })
    }

    pub(crate) fn kind_of(&self, id: DefinitionId) -> Option<ComponentKind> {
        self.kinds.get(&id).copied()
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (DefinitionId, ComponentKind)> {
        self.kinds.iter().map(|(id, kind)| (*id, *kind))
    }

    /// The traits of the workspace that a type implements, each with the place of the impl.
    pub(crate) fn implementations(&self, id: DefinitionId) -> &[(DefinitionId, FileId, usize)] {
        self.implementations.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The impls of a trait of the workspace, those too whose type is not known.
    pub(crate) fn impls_of(&self, interface: DefinitionId) -> &[(FileId, usize)] {
        self.impls_of.get(&interface).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn of_impl(&self, file: FileId, block: usize) -> Option<DefinitionId> {
        self.of_impl.get(&(file, block)).copied()
    }

    /// What a path leads to, with `Self` read as the type of the impl around, and what follows behind the type.
    pub(crate) fn resolve_type_path<'a>(
        &self,
        crates: &Crates,
        file: FileId,
        at: Location,
        path: ItemPath<'a>,
    ) -> Option<(DefinitionId, Option<&'a str>)> {
        if path.first() == "Self" {
            let of = self.of_impl(file, at.within_impl()?)?;
            return Some((of, path.rest().map(ItemPath::as_str)));
        }
        let module: ModuleId = crates.module(file, at.module());
        let (resolution, taken) = crates.resolve(module, path, Namespace::Types)?;
        let Resolution::Definition(id) = resolution else {
            return None;
        };
        let rest = match path.depth() - taken {
            0 => None,
            1 => Some(path.last()),
            _ => return None,
        };
        Some((id, rest))
    }
}

/// What the names of doubles for tests start or end with.
pub(super) const DOUBLES: &[&str] = &["Mock", "Fake", "Stub", "Dummy", "Spy"];

pub(crate) fn is_double(name: &str) -> bool {
    DOUBLES
        .iter()
        .any(|mark| name.starts_with(mark) || name.ends_with(mark))
}

pub(crate) fn only_warns(guard: &Guard) -> bool {
    guard.enforcement == Enforcement::Warn
}
