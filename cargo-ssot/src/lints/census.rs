//! Which types are components: those that say so, and those that `ssot.toml` names.

use std::collections::{BTreeMap, HashMap, HashSet};

use ssot_rules::arguments::Enforcement;

use super::accessors::hands_out;
use crate::facts::{Facts, Function, Guard, Impl, Surroundings, Type, TypeKind};
use crate::finding::{FileId, Place};
use crate::modules::{Crates, DefinitionId, Item, Meaning, ModuleId, Namespace};
use crate::settings::Settings;
use crate::source::SourceFile;

/// Why a type counts as a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    Annotated,
    /// `ssot.toml` names it.
    Listed,
}

/// What is known about the types of the workspace.
#[derive(Debug)]
pub(crate) struct Census {
    standings: BTreeMap<DefinitionId, Standing>,
    /// The methods of each type: the impl's position and the function's.
    functions: HashMap<DefinitionId, Vec<(FileId, usize)>>,
    /// The traits that each type implements, if they are of the workspace, with the impl.
    implementations: HashMap<DefinitionId, Vec<(DefinitionId, FileId, usize)>>,
    /// The type of each impl.
    of_impl: HashMap<(FileId, usize), DefinitionId>,
    /// The functions that hand out an instance of their type that is there already.
    accessors: HashSet<(FileId, usize)>,
}

impl Census {
    pub(crate) fn of(settings: &Settings, files: &[SourceFile], crates: &Crates) -> Self {
        let mut census = Self {
            standings: BTreeMap::new(),
            functions: HashMap::new(),
            implementations: HashMap::new(),
            of_impl: HashMap::new(),
            accessors: HashSet::new(),
        };
        for (index, file) in files.iter().enumerate() {
            census.impls(FileId(index), &file.facts, crates);
        }
        for (index, file) in files.iter().enumerate() {
            census.functions(FileId(index), &file.facts);
        }
        for (of, functions) in &census.functions {
            let functions = functions.iter().copied();
            let accessors = functions
                .filter(|(file, position)| hands_out(files, crates, *file, *position, *of));
            census.accessors.extend(accessors);
        }
        for (id, definition) in crates.definitions() {
            let Item::Type(index) = definition.item else {
                continue;
            };
            let file = &files[definition.file.0];
            let ty = &file.facts.types[index];
            let standing = if ty.guard.is_some() {
                Some(Standing::Annotated)
            } else {
                let names = ty.kind != TypeKind::Alias
                    && settings.names_component(&ty.name, || crates.defined_at(id));
                names.then_some(Standing::Listed)
            };
            if let Some(standing) = standing {
                census.standings.insert(id, standing);
            }
        }
        census
    }

    fn impls(&mut self, file: FileId, facts: &Facts, crates: &Crates) {
        for (index, block) in facts.impls.iter().enumerate() {
            let module = crates.module(file, block.at.module);
            let Some(of) = crates.resolve_type(module, &block.of) else {
                continue;
            };
            self.of_impl.insert((file, index), of);
            if let Some(interface) = &block.interface
                && let Some(interface) = crates.resolve_type(module, interface)
            {
                self.implementations
                    .entry(of)
                    .or_default()
                    .push((interface, file, index));
            }
        }
    }

    fn functions(&mut self, file: FileId, facts: &Facts) {
        for (index, function) in facts.functions.iter().enumerate() {
            let Some(within) = function.at.within_impl else {
                continue;
            };
            // A function in a function of the impl is none of the type's.
            if function.at.function != facts.impls[within].at.function {
                continue;
            }
            if let Some(of) = self.of_impl.get(&(file, within)) {
                self.functions.entry(*of).or_default().push((file, index));
            }
        }
    }

    /// What an alias stands for: the type that it names first.
    pub(crate) fn behind_alias(
        files: &[SourceFile],
        crates: &Crates,
        id: DefinitionId,
    ) -> Option<DefinitionId> {
        let ty = crates.type_of(files, id)?;
        let is_alias = ty.kind == TypeKind::Alias;
        let target = ty.members.first().filter(|_| is_alias)?;
        crates.resolve_type(crates[id].module, target.split('<').next()?.trim())
    }

    /// Functions of the type's own that take no `self` and return a new one, perhaps in a `Result` or an `Arc`.
    pub(crate) fn constructors<'a>(
        &'a self,
        files: &'a [SourceFile],
        id: DefinitionId,
        ty: &'a Type,
    ) -> impl Iterator<Item = &'a Function> {
        self.returning(files, id, ty)
            .filter(|(function, _)| !self.accessors.contains(function))
            .map(|(_, function)| function)
    }

    /// Whether a function of a type's own is one of its constructors.
    pub(crate) fn is_constructor(
        &self,
        files: &[SourceFile],
        id: DefinitionId,
        ty: &Type,
        position: (FileId, usize),
    ) -> bool {
        !self.accessors.contains(&position)
            && self
                .returning(files, id, ty)
                .any(|(function, _)| function == position)
    }

    /// Whether a function of a type's own returns it, a new one or one that is there already.
    pub(crate) fn is_made(&self, files: &[SourceFile], id: DefinitionId, ty: &Type) -> bool {
        self.returning(files, id, ty).next().is_some()
    }

    /// Functions of the type's own that take no `self` and return it.
    fn returning<'a>(
        &'a self,
        files: &'a [SourceFile],
        id: DefinitionId,
        ty: &'a Type,
    ) -> impl Iterator<Item = ((FileId, usize), &'a Function)> {
        let functions = self.functions.get(&id).into_iter().flatten();
        functions.filter_map(move |position| {
            let (file, index) = *position;
            let facts = &files[file.0].facts;
            let function = &facts.functions[index];
            let block = &facts.impls[function.at.within_impl?];
            let is_own = |path: &String| {
                let last = path.rsplit("::").next().unwrap_or_default();
                last == "Self" || last == ty.name
            };
            let returns = function.returned_values.iter().any(is_own);
            (block.interface.is_none() && !function.method && returns)
                .then_some((*position, function))
        })
    }

    pub(crate) fn has_methods(&self, files: &[SourceFile], id: DefinitionId) -> bool {
        let mut functions = self.functions.get(&id).into_iter().flatten();
        functions.any(|(file, index)| files[file.0].facts.functions[*index].method)
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

    /// The functions of a type's own impls.
    pub(crate) fn own_functions<'a>(
        &'a self,
        files: &'a [SourceFile],
        id: DefinitionId,
    ) -> impl Iterator<Item = (FileId, &'a Function)> {
        let functions = self.functions.get(&id).into_iter().flatten();
        functions.filter_map(|(file, index)| {
            let facts = &files[file.0].facts;
            let function = &facts.functions[*index];
            let block = &facts.impls[function.at.within_impl?];
            block.interface.is_none().then_some((*file, function))
        })
    }

    /// The functions in one impl.
    pub(crate) fn functions_in(
        files: &[SourceFile],
        file: FileId,
        block: usize,
    ) -> impl Iterator<Item = &Function> {
        let facts = &files[file.0].facts;
        let around = facts.impls[block].at.function;
        let functions = facts.functions.iter();
        functions.filter(move |function| {
            function.at.within_impl == Some(block) && function.at.function == around
        })
    }

    pub(crate) fn standing(&self, id: DefinitionId) -> Option<Standing> {
        self.standings.get(&id).copied()
    }

    pub(crate) fn components(&self) -> impl Iterator<Item = (DefinitionId, Standing)> {
        self.standings.iter().map(|(id, standing)| (*id, *standing))
    }

    /// The traits of the workspace that a type implements, each with the place of the impl.
    pub(crate) fn implementations(&self, id: DefinitionId) -> &[(DefinitionId, FileId, usize)] {
        self.implementations.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The type of an impl.
    pub(crate) fn of_impl(&self, file: FileId, block: usize) -> Option<DefinitionId> {
        self.of_impl.get(&(file, block)).copied()
    }

    /// What a path leads to, with `Self` read as the type of the impl around, and what follows behind the type.
    pub(crate) fn leads_to<'a>(
        &self,
        crates: &Crates,
        file: FileId,
        at: Surroundings,
        path: &'a str,
    ) -> Option<(DefinitionId, Option<&'a str>)> {
        if let Some(rest) = path.strip_prefix("Self")
            && (rest.is_empty() || rest.starts_with("::"))
        {
            let of = self.of_impl(file, at.within_impl?)?;
            return Some((of, rest.strip_prefix("::")));
        }
        let module: ModuleId = crates.module(file, at.module);
        let (meaning, taken) = crates.resolve(module, path, Namespace::Types)?;
        let Meaning::Definition(id) = meaning else {
            return None;
        };
        let behind = path.split("::").count() - taken;
        let rest = match behind {
            0 => None,
            1 => path.rsplit("::").next(),
            _ => return None,
        };
        Some((id, rest))
    }
}

/// The paths in the types of the fields and in the target of an alias, those in the arguments of functions left out.
pub(crate) fn held_types(ty: &Type) -> impl Iterator<Item = &str> {
    let types = ty.members.iter().map(|member| {
        member
            .split_once(": ")
            .map_or(member.as_str(), |(_, ty)| ty)
    });
    let types = types.filter(|ty| !ty.contains("fn(") && !ty.contains("Fn"));
    let is_in_path = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | ':');
    types
        .flat_map(move |ty| ty.split(move |letter| !is_in_path(letter)))
        .filter(|path| path.contains(char::is_uppercase))
}

/// Whether a struct has fields with a lifetime.
pub(crate) fn borrows(ty: &Type) -> bool {
    let lifetimes = ty
        .members
        .iter()
        .flat_map(|member| member.split('\'').skip(1));
    lifetimes
        .filter(|behind| behind.starts_with(|first: char| first.is_alphabetic() || first == '_'))
        .any(|behind| !behind.starts_with("static"))
}

/// Whether the name is one of a double for tests.
pub(crate) fn is_double(name: &str) -> bool {
    ["Mock", "Fake", "Stub", "Dummy", "Spy"]
        .iter()
        .any(|mark| name.starts_with(mark) || name.ends_with(mark))
}

/// The impl that something stands in.
pub(crate) fn impl_around(facts: &Facts, at: Surroundings) -> Option<&Impl> {
    at.within_impl.map(|block| &facts.impls[block])
}

/// Where an item is defined.
pub(crate) fn place_of(files: &[SourceFile], crates: &Crates, id: DefinitionId) -> Place {
    let definition = &crates[id];
    let facts = &files[definition.file.0].facts;
    let bytes = match definition.item {
        Item::Type(index) => facts.types[index].place,
        Item::Trait(index) => facts.traits[index].place,
        Item::Function(index) => facts.functions[index].place,
        Item::Static(index) => facts.statics[index].place,
    };
    Place {
        file: definition.file,
        range: bytes.range(),
    }
}

/// Whether what goes past the guard only warns.
pub(crate) fn only_warns(guard: &Guard) -> bool {
    guard.enforcement == Enforcement::Warn
}
